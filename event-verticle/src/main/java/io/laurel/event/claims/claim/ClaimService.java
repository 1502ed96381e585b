package io.laurel.event.claims.claim;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.attempt.Attempted;
import io.laurel.event.claims.attempt.RefusalLog;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.event.claims.judgment.Wish;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Players;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.vertx.core.Future;

/**
 * Decides about claims: who may, and what is shown to whom. How one is granted is {@link
 * ClaimAttempt}.
 */
public final class ClaimService {
  private final ClaimDesk desk;
  private final RefusalLog attempts;
  private final Players players;
  private final Eligibility eligibility;
  private final ClaimMeters meters;

  ClaimService(
      ClaimDesk desk,
      RefusalLog attempts,
      Players players,
      Eligibility eligibility,
      ClaimMeters meters) {
    this.desk = desk;
    this.attempts = attempts;
    this.players = players;
    this.eligibility = eligibility;
    this.meters = meters;
  }

  /**
   * Claims a reward, or all of an event's where it gives them together: for the caller, or for the
   * player that a game server names. Fails with {@code user-not-found}, {@code event-not-found},
   * {@code event-not-active}, {@code reward-not-found}, {@code reward-required}, {@code
   * reward-not-accepted}, {@code conditions-not-met}, {@code already-claimed}, {@code
   * out-of-stock}, {@code idempotency-key-reused}.
   *
   * <p>A repeat with an {@code Idempotency-Key} gets its claim even if a new one would be refused
   * by now.
   */
  public Future<Reply> submit(Call call) {
    Claimant claimant = Claimant.of(call);
    String eventId = call.text("eventId");
    // Of who asks: to a game server's key, another player is another body.
    Creation creation =
        Creation.of(
            desk.ids(),
            "clm",
            claimant.caller().userId(),
            "claim.submit " + eventId,
            call.message());
    return players
        .check(claimant, call)
        .compose(admitted -> eligibility.entitlement(claimant.userId(), eventId, Wish.of(call)))
        .compose(entitlement -> new ClaimAttempt(desk, claimant, creation, entitlement).run())
        .recover(cause -> replayed(claimant, creation, cause))
        .recover(cause -> refused(claimant.userId(), cause))
        .onComplete(meters::answered);
  }

  /** Keeps the attempt; whatever becomes of that, the refusal stands. */
  private Future<Reply> refused(String userId, Throwable cause) {
    if (!(cause instanceof Refusal refusal)) {
      return Future.failedFuture(cause);
    }
    Reward reward = refusal.reward();
    return attempts
        .refused(
            new Attempted(reward.eventId(), reward.id(), userId),
            refusal.failure().code(),
            eligibility.now())
        .transform(kept -> refusal.failure().asFuture());
  }

  private Future<Reply> replayed(Claimant claimant, Creation creation, Throwable cause) {
    boolean fault = cause instanceof Failure failure && failure.isFault();
    boolean refused = cause instanceof Refusal || cause instanceof Failure;
    if (!creation.keyed() || fault || !refused) {
      return Future.failedFuture(cause);
    }
    return desk.ledger()
        .find(creation.id())
        .compose(
            own ->
                own == null
                    ? Future.failedFuture(cause)
                    : ClaimAttempt.replay(desk, claimant, creation, own));
  }

  /**
   * One claim. Fails with {@code claim-not-found}, also where it is another user's and the caller
   * is neither staff nor a game server.
   */
  public Future<Reply> get(Call call) {
    return desk.ledger()
        .find(call.text("claimId"))
        .compose(
            claim -> {
              if (claim == null || !ClaimView.maySee(call.principal(), claim)) {
                throw ClaimView.notFound();
              }
              return desk.view().of(claim, call.principal());
            })
        .map(Reply::of);
  }
}
