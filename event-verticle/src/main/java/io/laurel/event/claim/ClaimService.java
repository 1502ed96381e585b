package io.laurel.event.claim;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.attempt.AttemptStore;
import io.laurel.event.attempt.AttemptStore.Attempted;
import io.laurel.event.reward.Reward;
import io.laurel.event.stock.Stock;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.Set;

/**
 * Decides about claims: who may, and what is shown to whom. How one is granted is {@link
 * ClaimAttempt}.
 */
public final class ClaimService {
  /** Refusals that are a player's: what was asked for cannot be had now. */
  private static final Set<String> KEPT =
      Set.of("already-claimed", "out-of-stock", "conditions-not-met", "event-not-active");

  private final ClaimStore store;
  private final AttemptStore attempts;
  private final Judge judge;
  private final Stock stock;
  private final Ids ids;
  private final Clock clock;

  /** A service on that store. */
  public ClaimService(
      ClaimStore store, AttemptStore attempts, Judge judge, Stock stock, Ids ids, Clock clock) {
    this.store = store;
    this.attempts = attempts;
    this.judge = judge;
    this.stock = stock;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Claims a reward. Fails with {@code event-not-found}, {@code event-not-active}, {@code
   * reward-not-found}, {@code reward-required}, {@code conditions-not-met}, {@code
   * already-claimed}, {@code out-of-stock}, {@code idempotency-key-reused}.
   *
   * <p>A repeat with an {@code Idempotency-Key} gets its claim even if a new one would be refused
   * by now.
   */
  public Future<Reply> submit(Call call) {
    String userId = call.principal().userId();
    String eventId = call.text("eventId");
    Creation creation = Creation.of(ids, "clm", userId, "claim.submit " + eventId, call.message());
    Hearing hearing = judge.hear(userId, call.text("rewardId"));
    return judge
        .entitlement(hearing, eventId)
        .compose(
            entitlement ->
                new ClaimAttempt(store, stock, clock, userId, creation, entitlement).run())
        .recover(cause -> replayed(creation, cause))
        .recover(cause -> refused(hearing, userId, cause));
  }

  /** Keeps the attempt; whatever becomes of that, the refusal stands. */
  private Future<Reply> refused(Hearing hearing, String userId, Throwable cause) {
    Reward reward = hearing.claimed();
    if (reward == null || !(cause instanceof Failure failure) || !KEPT.contains(failure.code())) {
      return Future.failedFuture(cause);
    }
    return attempts
        .refused(
            new Attempted(reward.eventId(), reward.id(), userId),
            failure.code(),
            Instants.now(clock))
        .transform(kept -> Future.failedFuture(cause));
  }

  private Future<Reply> replayed(Creation creation, Throwable refusal) {
    if (!creation.keyed() || !(refusal instanceof Failure failure) || failure.status() >= 500) {
      return Future.failedFuture(refusal);
    }
    return store
        .find(creation.id())
        .map(
            own -> {
              if (own == null) {
                throw failure;
              }
              return ClaimAttempt.replay(creation, own);
            });
  }

  /**
   * One claim. Fails with {@code claim-not-found}, also where it is another user's and the caller
   * is no staff.
   */
  public Future<Reply> get(Call call) {
    return store
        .find(call.text("claimId"))
        .map(
            claim -> {
              if (claim == null || !ClaimView.maySee(call.principal(), claim)) {
                throw Failure.notFound("claim-not-found", "There is no such claim.");
              }
              return Reply.of(ClaimView.of(claim, call.principal()));
            });
  }
}
