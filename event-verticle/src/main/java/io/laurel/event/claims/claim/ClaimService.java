package io.laurel.event.claims.claim;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Entitlement;
import io.laurel.event.claims.judgment.Wish;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Players;
import io.laurel.id.Creation;
import io.vertx.core.Future;

/**
 * Decides about claims: who may, and what is shown to whom. How one is granted is {@link
 * ClaimAttempt}.
 */
public final class ClaimService {
  private final ClaimDesk desk;
  private final Claiming claiming;
  private final Players players;
  private final Eligibility eligibility;

  ClaimService(ClaimDesk desk, Claiming claiming, Players players, Eligibility eligibility) {
    this.desk = desk;
    this.claiming = claiming;
    this.players = players;
    this.eligibility = eligibility;
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
    Future<Entitlement> entitled =
        players
            .check(claimant, call)
            .compose(
                admitted -> eligibility.entitlement(claimant.userId(), eventId, Wish.of(call)));
    return claiming
        .claim(ClaimRequest.of(claimant, creation, call), entitled)
        .compose(made -> claiming.shown(made, claimant.caller()))
        .recover(Claiming::told);
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
