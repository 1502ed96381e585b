package io.laurel.event.claims.decision;

import io.laurel.audit.AuditEntry;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.edit.Edits;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.Claim.Transition;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimView;
import io.laurel.id.Ids;
import io.laurel.schedule.Races.Outcome;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;

/**
 * Decides what becomes of a claim, whenever: also when its event is over or canceled. Nobody
 * decides about an own one.
 */
final class DecisionService {
  private final ClaimLedger ledger;
  private final ClaimView view;
  private final Ids ids;
  private final Clock clock;

  DecisionService(ClaimLedger ledger, ClaimView view, Ids ids, Clock clock) {
    this.ledger = ledger;
    this.view = view;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Grants a claim that waits. Fails with {@code claim-not-found, own-claim, claim-not-pending}.
   */
  public Future<Reply> approve(Call call) {
    return decide(call, Verdict.APPROVED);
  }

  /**
   * Refuses a claim that waits; what it held may be claimed again. Fails with {@code
   * claim-not-found}, {@code own-claim}, {@code claim-not-pending}.
   */
  public Future<Reply> reject(Call call) {
    return decide(call, Verdict.REJECTED);
  }

  /**
   * Takes back what a claim was granted; what it held may be claimed again, but for codes that were
   * shown. Fails with {@code claim-not-found}, {@code own-claim}, {@code claim-not-granted}.
   */
  public Future<Reply> revoke(Call call) {
    return decide(call, Verdict.REVOKED);
  }

  private Future<Reply> decide(Call call, Verdict verdict) {
    return decide(call, verdict, call.text("claimId"))
        .compose(decided -> view.of(decided, call.principal()))
        .map(Reply::of);
  }

  /**
   * The claim as the verdict leaves it. Fails with {@code claim-not-found}, {@code own-claim},
   * {@code claim-not-pending}, {@code claim-not-granted}.
   */
  Future<Claim> decide(Call call, Verdict verdict, String claimId) {
    return Edits.untilWon(
        () ->
            ledger
                .find(claimId)
                .map(claim -> ClaimView.foreign(claim, call.principal()))
                .compose(claim -> decide(call, verdict, claim)));
  }

  private Future<Outcome<Claim>> decide(Call call, Verdict verdict, Claim claim) {
    verdict.checkLegal(claim);
    Instant now = Instants.now(clock);
    Transition change =
        new Transition(now, verdict.status(), call.principal().userId(), call.textOrNull("reason"));
    AuditEntry.Change told =
        AuditEntry.Change.of(claim.id(), status(claim.status()), status(change.status()))
            .in(claim.eventId())
            .because(change.reason());
    return ledger.decide(claim, change, verdict.locks(claim), AuditEntry.of(call, told, ids, now));
  }

  private static JsonObject status(ClaimStatus status) {
    return new JsonObject().put("status", status.name());
  }
}
