package io.laurel.event.claims.claimable;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Players;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists what a player can have now. */
final class ClaimableService {
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
    Claimables.Wanted wanted =
        new Claimables.Wanted(
            claimant.userId(), page.limit() + 1, claimable -> isAfter(claimable, page.after()));
    return players
        .check(claimant, call)
        .compose(admitted -> claimables.look(wanted, event(page.after())))
        .map(look -> page(look, page.limit()))
        .map(found -> Reply.of(found.toJson(Claimable::toJson)));
  }

  /** The event in which the page begins: in the middle of it, or before all its rewards. */
  private static @Nullable Cursor event(@Nullable Cursor after) {
    if (after == null) {
      return null;
    }
    int slash = after.id().indexOf('/');
    return slash < 0 ? after : new Cursor(after.at(), after.id().substring(0, slash));
  }

  private static Page<Claimable> page(Look look, int limit) {
    List<Claimable> found =
        look.found().stream().flatMap(available -> available.rewards().stream()).toList();
    return found.size() > limit
        ? Page.of(found, limit, Claimable::cursor)
        : new Page<>(found, look.next());
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
