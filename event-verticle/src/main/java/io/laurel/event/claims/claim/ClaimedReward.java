package io.laurel.event.claims.claim;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.event.catalog.code.CodeKey;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.catalog.reward.RewardTerms;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A reward as it was when it was claimed.
 *
 * @param version of the reward, which judged it
 * @param attributes null for none
 * @param serial which unit of a limited stock; null for an unlimited reward
 * @param coded whether the unit is a code, which is nobody else's once it was shown
 * @param endpointId where it is delivered to; null for nowhere
 */
public record ClaimedReward(
    String rewardId,
    int version,
    String name,
    String type,
    long quantity,
    @Nullable JsonObject attributes,
    @Nullable Integer serial,
    boolean coded,
    @Nullable String endpointId) {
  private static final String CODED = "coded";
  private static final String ENDPOINT_ID = "endpointId";

  static ClaimedReward of(Reward reward, @Nullable Integer serial) {
    RewardTerms terms = reward.terms();
    return new ClaimedReward(
        reward.id(),
        reward.version(),
        terms.name(),
        terms.type(),
        terms.quantity(),
        terms.attributes(),
        serial,
        reward.isCoded(),
        terms.endpointId());
  }

  /** Where its code is; none where it hands out none. */
  public Optional<CodeKey> code() {
    return coded ? Optional.of(new CodeKey(rewardId, unit())) : Optional.empty();
  }

  /** Which unit of its stock; only of a limited one. */
  int unit() {
    if (serial == null) {
      throw new IllegalStateException(rewardId + " is unlimited");
    }
    return serial;
  }

  /** The lock of its unit; none for an unlimited reward. */
  Stream<String> lock() {
    return serial == null ? Stream.empty() : Stream.of(Locks.stock(rewardId, serial));
  }

  /** As answered. */
  public JsonObject toJson() {
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
    JsonObject document = toJson();
    if (coded) {
      document.put(CODED, true);
    }
    putPresent(document, ENDPOINT_ID, endpointId);
    return document;
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
        json.getBoolean(CODED, false),
        json.getString(ENDPOINT_ID));
  }
}
