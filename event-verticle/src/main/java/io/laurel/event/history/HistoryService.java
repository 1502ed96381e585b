package io.laurel.event.history;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claim.Claim;
import io.laurel.event.claim.ClaimStatus;
import io.laurel.event.claim.ClaimView;
import io.laurel.event.history.ClaimHistory.Filter;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Function;

/** Lets players read what they claimed, and staff what anybody did. */
public final class HistoryService {
  private final ClaimHistory history;

  /** A service that reads that history. */
  public HistoryService(ClaimHistory history) {
    this.history = history;
  }

  /**
   * One page of the caller's own claims, newest first, as any claimant sees them. Fails with {@code
   * invalid-cursor}.
   */
  public Future<Reply> mine(Call call) {
    Filter own =
        new Filter(call.principal().userId(), call.text("eventId"), null, status(call), null, null);
    return page(call, own, ClaimView::forClaimant);
  }

  /**
   * One page of claims, newest first. Fails with {@code invalid-cursor}, and with {@code
   * invalid-request} for times that are none.
   */
  public Future<Reply> list(Call call) {
    return page(call, filter(call), claim -> ClaimView.of(claim, call.principal()));
  }

  private Future<Reply> page(Call call, Filter filter, Function<Claim, JsonObject> view) {
    return history
        .list(filter, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(view)));
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
