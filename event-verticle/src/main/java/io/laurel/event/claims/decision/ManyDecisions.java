package io.laurel.event.claims.decision;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimLedger;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The same decision about many claims, each by itself: what one is refused keeps no other. */
final class ManyDecisions {
  /** So many at once: enough to wait for no database, and few enough to leave it to others. */
  private static final int AT_ONCE = 8;

  /** Nothing is known of such a claim, or no more than that. */
  private static final Set<String> NO_STATUS = Set.of("claim-not-found", "unavailable");

  private final DecisionService decisions;
  private final ClaimLedger ledger;

  ManyDecisions(DecisionService decisions, ClaimLedger ledger) {
    this.decisions = decisions;
    this.ledger = ledger;
  }

  /**
   * What became of each, in the order in which they were sent. Fails with {@code invalid-request}
   * where a reason is missing.
   */
  Future<Reply> decide(Call call) {
    Verdict verdict = Verdict.of(call.text("decision"));
    if (verdict.needsReason() && call.textOrNull("reason") == null) {
      throw Failure.invalidRequest("/reason", "is required to reject and to revoke");
    }
    List<String> ids =
        call.message().getJsonArray("claimIds").stream().map(String.class::cast).toList();
    return from(call, verdict, ids, new ArrayList<>())
        .map(results -> Reply.of(new JsonObject().put("results", new JsonArray(results))));
  }

  private Future<List<JsonObject>> from(
      Call call, Verdict verdict, List<String> ids, List<JsonObject> results) {
    if (results.size() == ids.size()) {
      return Future.succeededFuture(results);
    }
    int end = Math.min(ids.size(), results.size() + AT_ONCE);
    return Future.all(
            ids.subList(results.size(), end).stream().map(id -> decide(call, verdict, id)).toList())
        .compose(
            decided -> {
              results.addAll(decided.list());
              return from(call, verdict, ids, results);
            });
  }

  private Future<JsonObject> decide(Call call, Verdict verdict, String id) {
    return decisions
        .decide(call, verdict, id)
        .map(claim -> result(id, claim, null))
        .recover(cause -> refused(id, code(cause)));
  }

  /** What went wrong on the way may have been written or not. */
  private static String code(Throwable cause) {
    Failure failure = Failure.of(cause);
    return failure.isFault() ? "unavailable" : failure.code();
  }

  private Future<JsonObject> refused(String id, String code) {
    Future<@Nullable Claim> claim =
        NO_STATUS.contains(code)
            ? Future.succeededFuture()
            : ledger.find(id).otherwise(gone -> null);
    return claim.map(found -> result(id, found, code));
  }

  private static JsonObject result(String id, @Nullable Claim claim, @Nullable String code) {
    JsonObject result = new JsonObject().put("claimId", id);
    putPresent(result, "status", claim == null ? null : claim.status().name());
    putPresent(result, "code", code);
    return result;
  }
}
