package io.laurel.event.claims.claim;

import io.laurel.bus.Reply;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.attempt.Attempt;
import io.laurel.event.claims.attempt.Attempted;
import io.laurel.event.claims.attempt.RefusalLog;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Entitlement;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.event.claims.player.Claimant;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

  /** What the claimant sees of it. Fails with {@code unavailable} where a coupon cannot be read. */
  public Future<Reply> shown(Made made, Principal claimant) {
    return made.replayed()
        ? desk.view().of(made.claim(), claimant).map(Reply::replayed)
        : desk.view().made(made.claim(), claimant).map(Reply::of);
  }

  /** A refusal as the claimant is told. */
  public static <T> Future<T> told(Throwable cause) {
    return cause instanceof Refusal refusal
        ? refusal.failure().asFuture()
        : Future.failedFuture(cause);
  }

  /**
   * Passes where nobody holds that lock. Fails with {@code already-claimed} where a claim of the
   * claimant's own does, and else as the pass that is used up.
   */
  public Future<Void> refuseIfHeld(String eventId, String lock, Claimant claimant, Pass pass) {
    return desk.ledger()
        .holders(eventId, List.of(lock))
        .compose(
            holders -> {
              String holder = holders.get(lock);
              return holder == null
                  ? Future.succeededFuture()
                  : desk.ledger().find(holder).compose(claim -> refused(claim, claimant, pass));
            });
  }

  private static Future<Void> refused(@Nullable Claim holder, Claimant claimant, Pass pass) {
    return holder != null && holder.isLiveOf(claimant.userId())
        ? ClaimFailures.alreadyClaimed().asFuture()
        : pass.usedUp().asFuture();
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
            new Attempt(eligibility.now(), refusal.failure().code(), refusal.measured()))
        .transform(kept -> refusal.asFuture());
  }
}
