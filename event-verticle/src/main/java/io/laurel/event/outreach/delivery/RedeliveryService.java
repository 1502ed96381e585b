package io.laurel.event.outreach.delivery;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditEntry.Change;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.claims.claim.ClaimView;
import io.laurel.event.outreach.delivery.DeliveryStore.Failures;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Lets deliveries that failed begin anew. The audit entry is written first, so that nothing begins
 * anew without one.
 */
final class RedeliveryService {
  private final Desk desk;
  private final Ids ids;
  private final Clock clock;

  /**
   * What it works with.
   *
   * @param due is told the endpoints for which something is due since a moment ago
   */
  record Desk(
      DeliveryStore store,
      ClaimLedger ledger,
      ClaimView view,
      EndpointDirectory endpoints,
      Consumer<Set<String>> due) {}

  RedeliveryService(Desk desk, Ids ids, Clock clock) {
    this.desk = desk;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Those of one claim. Fails with {@code claim-not-found}, {@code own-claim}, {@code
   * delivery-not-failed}.
   */
  Future<Reply> ofClaim(Call call) {
    String claimId = call.text("claimId");
    Failures failures = new Failures(claimId, null, null, null, null);
    return desk.ledger()
        .find(claimId)
        .map(claim -> ClaimView.foreign(claim, call.principal()))
        .compose(
            claim ->
                desk.store()
                    .count(failures)
                    .compose(
                        count ->
                            count == 0 ? notFailed().asFuture() : redeliver(call, claim, failures))
                    .compose(done -> desk.view().of(claim, call.principal())))
        .map(Reply::of);
  }

  private Future<Void> redeliver(Call call, Claim claim, Failures failures) {
    Instant now = Instants.now(clock);
    Change change =
        Change.of(
                claim.id(),
                new JsonObject().put("deliveries", "FAILED"),
                new JsonObject().put("deliveries", "PENDING"))
            .in(claim.eventId());
    return desk.ledger()
        .tell(claim, AuditEntry.of(call, change, ids, now))
        .compose(told -> desk.store().redeliver(failures, now))
        .onSuccess(count -> desk.due().accept(DeliveryIntake.endpoints(claim)))
        .mapEmpty();
  }

  private static Failure notFailed() {
    return Failure.conflict("delivery-not-failed", "No delivery of this claim has failed.");
  }

  /**
   * Those to one endpoint, of a span of claims, but for the caller's own. Fails with {@code
   * endpoint-not-found}, and with {@code invalid-request} for times that are none.
   */
  Future<Reply> ofEndpoint(Call call) {
    String endpointId = call.text("endpointId");
    Failures failures =
        new Failures(
            null,
            endpointId,
            call.instantOrNull("from"),
            call.instantOrNull("to"),
            call.principal().userId());
    return desk.endpoints()
        .find(endpointId)
        .compose(
            found -> {
              if (found.isEmpty()) {
                throw EndpointDirectory.notFound();
              }
              return desk.store().count(failures);
            })
        .compose(
            count ->
                count == 0
                    ? Future.succeededFuture(0L)
                    : redeliver(call, endpointId, failures, count))
        .map(count -> Reply.of(new JsonObject().put("count", count)));
  }

  private Future<Long> redeliver(Call call, String endpointId, Failures failures, long count) {
    Instant now = Instants.now(clock);
    JsonObject span = new JsonObject().put("count", count);
    putPresent(span, "from", call.textOrNull("from"));
    putPresent(span, "to", call.textOrNull("to"));
    Change change =
        Change.of(endpointId, new JsonObject(), new JsonObject().put("redelivery", span));
    return desk.endpoints()
        .tell(endpointId, AuditEntry.of(call, change, ids, now))
        .compose(told -> desk.store().redeliver(failures, now))
        .onSuccess(done -> desk.due().accept(Set.of(endpointId)));
  }
}
