package io.laurel.event.insight.history;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimView;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Usernames;
import io.laurel.event.insight.history.ClaimHistory.Filter;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Lets players read what they claimed, and staff what anybody did. */
public final class HistoryService {
  private final ClaimHistory history;
  private final ClaimView view;
  private final Usernames usernames;
  private final int exportPage;

  /**
   * A service that reads that history and shows it by that view.
   *
   * @param exportPage claims on one page of an export
   */
  public HistoryService(ClaimHistory history, ClaimView view, Usernames usernames, int exportPage) {
    this.history = history;
    this.view = view;
    this.usernames = usernames;
    this.exportPage = exportPage;
  }

  /**
   * One page of the caller's own claims, newest first, as any claimant sees them. Fails with {@code
   * invalid-cursor}.
   */
  public Future<Reply> mine(Call call) {
    Filter own =
        new Filter(
            call.principal().userId(), call.textOrNull("eventId"), null, status(call), null, null);
    return history
        .list(own, PageOrder.NEWEST_FIRST, PageRequest.of(call.message()))
        .compose(page -> view.own(page, call.principal()))
        .map(Reply::of);
  }

  /**
   * One page of claims, newest first or oldest first; a game server gets those of one player, as
   * the player sees them. Fails with {@code invalid-cursor}, and with {@code invalid-request} for
   * times that are none, and where a game server names no player.
   */
  public Future<Reply> list(Call call) {
    Principal caller = call.principal();
    Filter filter = filter(call);
    if (caller.isStaff()) {
      return page(call, filter)
          .compose(page -> view.of(page, caller))
          .compose(page -> usernames.beside(page, call))
          .map(Reply::of);
    }
    Claimant.mustName(filter.userId());
    return page(call, filter).compose(page -> view.own(page, caller)).map(Reply::of);
  }

  private Future<Page<Claim>> page(Call call, Filter filter) {
    PageOrder order =
        "oldest".equals(call.textOrNull("order")) ? PageOrder.OLDEST_FIRST : PageOrder.NEWEST_FIRST;
    return history.list(filter, order, PageRequest.of(call.message()));
  }

  /**
   * One page of an export: a row for each reward of each claim, newest claims first. What is
   * claimed after the first page is newer than its cursor, so an export ends however fast players
   * claim. Fails as {@link #list}, and with {@code unavailable} where nobody can tell usernames:
   * what is kept for the books lacks nothing without saying so.
   */
  public Future<Reply> export(Call call) {
    PageRequest page = new PageRequest(exportPage, Cursor.decode(call.textOrNull("cursor")));
    return history
        .list(filter(call), PageOrder.NEWEST_FIRST, page)
        .compose(
            claims ->
                usernames
                    .of(claims.items().stream().map(Claim::userId).toList(), call)
                    .map(names -> Reply.of(ExportRows.of(claims, names))));
  }

  private static Filter filter(Call call) {
    return new Filter(
        call.textOrNull("userId"),
        call.textOrNull("eventId"),
        call.textOrNull("rewardId"),
        status(call),
        call.instantOrNull("from"),
        call.instantOrNull("to"));
  }

  private static @Nullable ClaimStatus status(Call call) {
    String status = call.textOrNull("status");
    return status == null ? null : ClaimStatus.valueOf(status);
  }
}
