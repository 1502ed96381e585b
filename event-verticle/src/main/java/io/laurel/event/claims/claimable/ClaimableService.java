package io.laurel.event.claims.claimable;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Players;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what a player can have now. */
final class ClaimableService {
  /** No reward's id comes after it. */
  private static final String BEHIND_ALL = "rwd_" + "Z".repeat(26);

  private final Claimables claimables;
  private final Players players;

  ClaimableService(Claimables claimables, Players players) {
    this.claimables = claimables;
    this.players = players;
  }

  /**
   * One page, what ends first first. Perhaps a short one, or an empty one, though there are more:
   * so many events are judged at once and no more. Fails with {@code invalid-request} and {@code
   * user-not-found} where a game server names no player, or an account that may not play.
   */
  Future<Reply> list(Call call) {
    Claimant claimant = Claimant.of(call);
    PageRequest page = PageRequest.of(call.message());
    return players
        .check(claimant, call)
        .compose(admitted -> claimables.judge(claimant.userId(), event(page.after())))
        .compose(batch -> page(batch, page))
        .map(found -> Reply.of(found.toJson(Claimable::toJson)));
  }

  /** The event in which the page begins. */
  private static @Nullable Cursor event(@Nullable Cursor after) {
    if (after == null) {
      return null;
    }
    int slash = after.id().indexOf('/');
    return slash < 0 ? after : new Cursor(after.at(), after.id().substring(0, slash));
  }

  private Future<Page<Claimable>> page(Claimables.Batch batch, PageRequest page) {
    List<Claimable> found = new ArrayList<>();
    return collect(batch.events().iterator(), page, found)
        .map(
            all -> {
              if (found.size() > page.limit()) {
                return Page.of(found, page.limit(), Claimable::cursor);
              }
              return new Page<>(found, batch.more() ? end(batch) : null);
            });
  }

  /** Behind all rewards of the last event that was judged. */
  private static Cursor end(Claimables.Batch batch) {
    var last = batch.events().get(batch.events().size() - 1).offer().event();
    return new Cursor(last.schedule().claimUntil(), last.id() + "/" + BEHIND_ALL);
  }

  /** Until there is one more than the page holds. */
  private Future<Void> collect(Iterator<Judged> events, PageRequest page, List<Claimable> found) {
    if (!events.hasNext() || found.size() > page.limit()) {
      return Future.succeededFuture();
    }
    return claimables
        .of(events.next())
        .compose(
            some -> {
              some.stream().filter(each -> isAfter(each, page.after())).forEach(found::add);
              return collect(events, page, found);
            });
  }

  private static boolean isAfter(Claimable claimable, @Nullable Cursor after) {
    if (after == null) {
      return true;
    }
    Cursor own = claimable.cursor();
    int byEnd = own.at().compareTo(after.at());
    return byEnd > 0 || (byEnd == 0 && own.id().compareTo(after.id()) > 0);
  }
}
