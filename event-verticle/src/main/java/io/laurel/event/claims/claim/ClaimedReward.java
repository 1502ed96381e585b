package io.laurel.event.claims.claim;

import io.laurel.event.catalog.code.CodeKey;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardTerms;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A reward as it was when it was claimed.
 *
 * @param version of the reward, which judged it
 * @param attributes null for none
 * @param serial which unit of a limited stock; null for an unlimited reward
 * @param coded whether the unit is a code, which is nobody else's once it was shown
 */
public record ClaimedReward(
    String rewardId,
    int version,
    String name,
    String type,
    long quantity,
    JsonObject attributes,
    Integer serial,
    boolean coded) {
  private static final String CODED = "coded";

  static ClaimedReward of(Reward reward, Integer serial) {
    RewardTerms terms = reward.terms();
    return new ClaimedReward(
        reward.id(),
        reward.version(),
        terms.name(),
        terms.type(),
        terms.quantity(),
        terms.attributes(),
        serial,
        reward.isCoded());
  }

  /** Where its code is; none where it hands out none. */
  Optional<CodeKey> code() {
    return coded ? Optional.of(new CodeKey(rewardId, serial)) : Optional.empty();
  }

  /** The lock of its unit; none for an unlimited reward. */
  Stream<String> lock() {
    return serial == null ? Stream.empty() : Stream.of(Locks.stock(rewardId, serial));
  }

  /** As answered. */
  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("rewardId", rewardId)
            .put("version", version)
            .put("name", name)
            .put("type", type)
            .put("quantity", quantity);
    if (attributes != null) {
      json.put("attributes", attributes.copy());
    }
    return serial == null ? json : json.put("serial", serial);
  }

  /** As stored. */
  JsonObject toDocument() {
    return coded ? toJson().put(CODED, true) : toJson();
  }

  static ClaimedReward fromDocument(JsonObject json) {
    return new ClaimedReward(
        json.getString("rewardId"),
        json.getInteger("version"),
        json.getString("name"),
        json.getString("type"),
        json.getLong("quantity"),
        json.getJsonObject("attributes"),
        json.getInteger("serial"),
        json.getBoolean(CODED, false));
  }
}
