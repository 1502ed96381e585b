package io.laurel.event.claims.redemption;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.accesscode.AccessCode;
import io.laurel.event.catalog.accesscode.AccessCodes;
import io.laurel.event.catalog.accesscode.CodeFailures;
import io.laurel.event.claims.claim.ClaimRequest;
import io.laurel.event.claims.claim.Claiming;
import io.laurel.event.claims.claim.Made;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.judgment.Entitlement;
import io.laurel.event.claims.judgment.Refusal;
import io.laurel.event.claims.judgment.Wish;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Players;
import io.laurel.id.Creation;
import io.laurel.id.Ids;
import io.laurel.throttle.TryScope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Claims by codes. */
final class RedemptionService {
  private static final String CODE = "code";

  private final RedemptionStore store;
  private final AccessCodes codes;
  private final WrongTries tries;
  private final WordUses words;
  private final Desk desk;
  private final RedemptionConfig config;
  private final Vertx vertx;

  /**
   * What it takes to claim.
   *
   * @param eligibility says what players may have
   * @param claiming makes claims
   * @param players for whom somebody may act
   * @param ids names them
   */
  record Desk(Eligibility eligibility, Claiming claiming, Players players, Ids ids) {}

  RedemptionService(
      RedemptionStore store,
      AccessCodes codes,
      WrongTries tries,
      WordUses words,
      Desk desk,
      RedemptionConfig config,
      Vertx vertx) {
    this.store = store;
    this.codes = codes;
    this.tries = tries;
    this.words = words;
    this.desk = desk;
    this.config = config;
    this.vertx = vertx;
  }

  /**
   * Claims what a code is for: for the caller, or for the player that a game server names. Fails
   * with {@code code-invalid}, no sooner than the configured time after the call, with {@code
   * too-many-attempts}, {@code user-not-found}, {@code event-not-active}, {@code
   * conditions-not-met}, {@code already-claimed}, {@code out-of-stock}, {@code reward-not-found},
   * {@code reward-required}, {@code idempotency-key-reused}.
   *
   * <p>A repeat with an {@code Idempotency-Key} gets its claim even if a new one would be refused
   * by now.
   */
  Future<Reply> redeem(Call call) {
    Future<Void> notBefore = notBefore();
    Claimant claimant = Claimant.of(call);
    String code = call.text(CODE);
    ClaimRequest request = ClaimRequest.of(claimant, creation(call, claimant, code), call);
    return desk.players()
        .check(claimant, call)
        .compose(admitted -> find(claimant, call, code))
        .transform(
            found ->
                found.succeeded()
                    ? claim(request, found.result())
                    : desk.claiming().claim(request, Future.failedFuture(found.cause())))
        .compose(made -> desk.claiming().shown(made, claimant.caller()))
        .recover(
            cause ->
                CodeFailures.isInvalid(cause)
                    ? notBefore.transform(later -> Future.failedFuture(cause))
                    : Claiming.told(cause));
  }

  private Future<Void> notBefore() {
    return config.refusalTime().isZero()
        ? Future.succeededFuture()
        : vertx.timer(config.refusalTime().toMillis(), TimeUnit.MILLISECONDS).mapEmpty();
  }

  /** The claim keeps what tells an equal request; so no code, and no digest to try guesses on. */
  private Creation creation(Call call, Claimant claimant, String code) {
    JsonObject message = call.message().copy().put(CODE, codes.inRequest(code));
    return Creation.of(desk.ids(), "clm", claimant.caller().userId(), "claim.redeem", message);
  }

  /** The code, if it counts and its player need not wait. */
  private Future<AccessCode> find(Claimant claimant, Call call, String code) {
    List<String> ids = codes.ids(code);
    List<TryScope> scopes = tries.scopes(claimant, call.origin());
    List<String> keys = scopes.stream().map(TryScope::key).toList();
    return tries
        .inTurn(
            scopes,
            () ->
                store
                    .look(ids, keys)
                    .compose(look -> tries.admit(scopes, look).map(look))
                    .compose(look -> known(scopes, AccessCodes.first(ids, look.codes()))))
        .compose(
            found ->
                codes
                    .isVoid(found)
                    .compose(
                        isVoid ->
                            isVoid
                                ? CodeFailures.invalid().asFuture()
                                : Future.succeededFuture(found)));
  }

  private Future<AccessCode> known(List<TryScope> scopes, Optional<AccessCode> found) {
    return found
        .map(Future::succeededFuture)
        .orElseGet(() -> tries.count(scopes).compose(counted -> CodeFailures.invalid().asFuture()));
  }

  private Future<Made> claim(ClaimRequest request, AccessCode code) {
    Claimant claimant = request.claimant();
    CodePass pass = new CodePass(code, words);
    Wish wish = Wish.byCode(code.rewardId());
    Future<Entitlement> entitled =
        desk.eligibility()
            .entitlement(claimant.userId(), code.eventId(), wish)
            .recover(cause -> unlessSpent(claimant, code, pass, cause));
    return desk.claiming().claim(request.with(pass), entitled);
  }

  /** Only who has a good code is told what else is in the way. */
  private Future<Entitlement> unlessSpent(
      Claimant claimant, AccessCode code, CodePass pass, Throwable cause) {
    Optional<String> lock = pass.onlyLock();
    return cause instanceof Refusal && lock.isPresent()
        ? desk.claiming()
            .refuseIfHeld(code.eventId(), lock.get(), claimant, pass)
            .compose(free -> Future.failedFuture(cause))
        : Future.failedFuture(cause);
  }
}
