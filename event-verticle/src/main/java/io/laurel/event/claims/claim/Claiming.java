package io.laurel.event.claims.claim;

import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.attempt.Attempted;
import io.laurel.event.claims.attempt.RefusalLog;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Entitlement;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.failure.Failure;
import io.vertx.core.Future;

/**
 * The way of every claim, by whatever door it is asked for: it is tried, a repeat gets what it has,
 * and a refusal is kept and counted.
 */
public final class Claiming {
  private final ClaimDesk desk;
  private final RefusalLog attempts;
  private final Eligibility eligibility;
  private final ClaimMeters meters;

  Claiming(ClaimDesk desk, RefusalLog attempts, Eligibility eligibility, ClaimMeters meters) {
    this.desk = desk;
    this.attempts = attempts;
    this.eligibility = eligibility;
    this.meters = meters;
  }

  /**
   * Makes the claim, or finds the one that an equal request made. Fails as the entitlement does,
   * and with a {@link Refusal} ({@code already-claimed}, {@code out-of-stock}), {@code
   * idempotency-key-reused}.
   *
   * @param entitled what the claimant is entitled to
   */
  public Future<Made> claim(ClaimRequest request, Future<Entitlement> entitled) {
    return entitled
        .compose(entitlement -> new ClaimAttempt(desk, request, entitlement).run())
        .recover(cause -> replayed(request, cause))
        .recover(cause -> refused(request, cause))
        .onComplete(meters::answered);
  }

  /** Whoever repeats a request gets its claim even if a new one would be refused by now. */
  private Future<Made> replayed(ClaimRequest request, Throwable cause) {
    boolean fault = cause instanceof Failure failure && failure.isFault();
    boolean refused = cause instanceof Refusal || cause instanceof Failure;
    if (!request.creation().keyed() || fault || !refused) {
      return Future.failedFuture(cause);
    }
    return desk.ledger()
        .find(request.creation().id())
        .compose(
            own ->
                own == null
                    ? Future.failedFuture(cause)
                    : Future.succeededFuture(ClaimAttempt.replay(request.creation(), own)));
  }

  /** Keeps the attempt; whatever becomes of that, the refusal stands. */
  private Future<Made> refused(ClaimRequest request, Throwable cause) {
    if (!(cause instanceof Refusal refusal)) {
      return Future.failedFuture(cause);
    }
    Reward reward = refusal.reward();
    return attempts
        .refused(
            new Attempted(reward.eventId(), reward.id(), request.claimant().userId()),
            refusal.failure().code(),
            eligibility.now())
        .transform(kept -> refusal.asFuture());
  }
}
