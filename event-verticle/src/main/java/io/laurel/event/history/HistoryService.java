package io.laurel.event.history;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claim.ClaimStatus;
import io.laurel.event.claim.ClaimView;
import io.laurel.event.history.ClaimHistory.Filter;
import io.laurel.paging.Cursor;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Instant;

/** Lets players read what they claimed, and staff what anybody did. */
public final class HistoryService {
  private final ClaimHistory history;
  private final int exportPage;

  /**
   * A service that reads that history.
   *
   * @param exportPage claims on one page of an export
   */
  public HistoryService(ClaimHistory history, int exportPage) {
    this.history = history;
    this.exportPage = exportPage;
  }

  /** One page of the caller's own claims, newest first. Fails with {@code invalid-cursor}. */
  public Future<Reply> mine(Call call) {
    Filter own =
        new Filter(call.principal().userId(), call.text("eventId"), null, status(call), null, null);
    return page(call, own);
  }

  /**
   * One page of claims, newest first. Fails with {@code invalid-cursor}, and with {@code
   * invalid-request} for times that are none.
   */
  public Future<Reply> list(Call call) {
    return page(call, filter(call));
  }

  /**
   * One page of an export: a row for each reward of each claim, newest claims first. What is
   * claimed after the first page is newer than its cursor, so an export ends however fast players
   * claim. Fails as {@link #list}.
   */
  public Future<Reply> export(Call call) {
    PageRequest page = new PageRequest(exportPage, Cursor.decode(call.text("cursor")));
    return history.list(filter(call), page).map(claims -> Reply.of(ExportRows.of(claims)));
  }

  private Future<Reply> page(Call call, Filter filter) {
    return history
        .list(filter, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(claim -> ClaimView.of(claim, call.principal()))));
  }

  private static Filter filter(Call call) {
    return new Filter(
        call.text("userId"),
        call.text("eventId"),
        call.text("rewardId"),
        status(call),
        time(call, "from"),
        time(call, "to"));
  }

  private static ClaimStatus status(Call call) {
    String status = call.text("status");
    return status == null ? null : ClaimStatus.valueOf(status);
  }

  private static Instant time(Call call, String parameter) {
    String text = call.text(parameter);
    return text == null ? null : Instants.parse(text, "/" + parameter);
  }
}
