package io.laurel.event.claims.claimable;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.event.claims.player.Claimant;
import io.laurel.event.claims.player.Players;
import io.laurel.failure.Failure;
import io.laurel.id.Creation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;

/** Claims all that a player can have now. */
final class ClaimAllService {
  private final ClaimAll.Means means;
  private final ClaimLedger ledger;
  private final Players players;

  ClaimAllService(ClaimAll.Means means, ClaimLedger ledger, Players players) {
    this.means = means;
    this.ledger = ledger;
    this.players = players;
  }

  /**
   * Claims one unit of each reward that is to be had, what ends first first, and tells what became
   * of each; refusals are among the results. A repeat with an {@code Idempotency-Key} tells of the
   * claims that were made with it, as they are now, and then claims what is to be had besides, of
   * events that were there before. Fails with {@code invalid-request} and {@code user-not-found}
   * where a game server names no player, or an account that may not play; with {@code
   * idempotency-key-reused}.
   */
  Future<Reply> submitAll(Call call) {
    Claimant claimant = Claimant.of(call);
    // Of who asks: to a game server's key, another player is another body.
    Creation creation =
        Creation.of(
            means.ids(), "cal", claimant.caller().userId(), "claim.submitAll", call.message());
    return known(creation)
        .compose(
            known -> {
              ClaimAll all = new ClaimAll(means, claimant, creation, call.deadline(), known);
              return players
                  .check(claimant, call)
                  .map(true)
                  .recover(cause -> stillTold(known, cause))
                  .compose(admitted -> admitted ? all.run() : Future.succeededFuture(all))
                  .map(done -> known.isEmpty() ? Reply.of(json(done)) : Reply.replayed(json(done)));
            });
  }

  /** What the call made when it was sent before. */
  private Future<List<Claim>> known(Creation creation) {
    return creation.keyed()
        ? ledger.ofCall(creation.id()).map(found -> own(found, creation))
        : Future.succeededFuture(List.of());
  }

  /** Those of the same body. Where two bodies raced for one key, each keeps to its own claims. */
  private static List<Claim> own(List<Claim> found, Creation creation) {
    List<Claim> own =
        found.stream()
            .filter(claim -> Objects.equals(claim.fingerprint(), creation.fingerprint()))
            .toList();
    if (own.isEmpty() && !found.isEmpty()) {
      creation.mustMatch(found.get(0).fingerprint());
    }
    return own;
  }

  /** Whoever may not play any more has what was claimed before. */
  private static Future<Boolean> stillTold(List<Claim> known, Throwable cause) {
    boolean refused = cause instanceof Failure failure && !failure.isFault();
    return refused && !known.isEmpty() ? Future.succeededFuture(false) : Future.failedFuture(cause);
  }

  private static JsonObject json(ClaimAll done) {
    JsonArray results = new JsonArray();
    done.results().forEach(result -> results.add(result.toJson()));
    JsonObject json = new JsonObject().put("results", results);
    return done.isMore() ? json.put("more", true) : json;
  }
}
