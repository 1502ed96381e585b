package io.laurel.event.outreach.delivery;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.catalog.code.CodeKey;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimDelivery;
import io.laurel.event.claims.claim.ClaimDelivery.Kind;
import io.laurel.event.claims.claim.ClaimedReward;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the game is told, by the contract's {@code webhooks}: the same text at each attempt, because
 * it is made of what never changes.
 */
final class DeliveryMessage {
  private DeliveryMessage() {}

  /** The codes that the message tells. */
  static List<CodeKey> codes(Claim claim, ClaimDelivery what) {
    return what.kind() == Kind.GRANT
        ? rewards(claim, what).stream().flatMap(ClaimedReward::codes).toList()
        : List.of();
  }

  /**
   * The message about that claim.
   *
   * @param codes those of {@link #codes}
   */
  static JsonObject of(Claim claim, ClaimDelivery what, Map<CodeKey, String> codes) {
    boolean grant = what.kind() == Kind.GRANT;
    JsonArray rewards = new JsonArray();
    for (ClaimedReward reward : rewards(claim, what)) {
      JsonObject json = reward.toJson();
      json.remove("version");
      if (grant) {
        reward.putCodes(json, codes::get);
      }
      rewards.add(json);
    }
    JsonObject data =
        new JsonObject()
            .put("claimId", claim.id())
            .put("eventId", claim.eventId())
            .put("userId", claim.userId())
            .put("rewards", rewards);
    putPresent(data, "requestedBy", claim.requestedBy());
    if (!grant) {
      putPresent(data, "reason", claim.lastChange().reason());
    }
    return message(
        grant ? "reward.granted" : "reward.revoked", Delivery.decidedAt(claim, what.kind()), data);
  }

  private static List<ClaimedReward> rewards(Claim claim, ClaimDelivery what) {
    Set<String> ids = Set.copyOf(what.rewardIds());
    return claim.rewards().stream().filter(reward -> ids.contains(reward.rewardId())).toList();
  }

  /** Nothing happened; somebody wants to know whether messages arrive. */
  static JsonObject test(String endpointId, Instant at) {
    return message("endpoint.test", at, new JsonObject().put("endpointId", endpointId));
  }

  private static JsonObject message(String type, Instant at, JsonObject data) {
    return new JsonObject()
        .put("type", type)
        .put("timestamp", Instants.format(at))
        .put("data", data);
  }
}
