package io.laurel.event.catalog.reward;

import io.laurel.event.catalog.edit.Attributes;
import io.laurel.event.catalog.edit.MergePatch;
import io.laurel.event.catalog.edit.RunningEdit;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Yardstick;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator writes of a reward.
 *
 * @param description null for none
 * @param type the studio's own word
 * @param quantity units of the thing per grant
 * @param attributes handed over at delivery; null for none
 * @param stock grants available in all; null for unlimited
 * @param coded whether it hands out codes that are imported; its stock is then their number
 * @param limit how often one user gets it
 * @param conditions what is asked for it besides what its event asks
 * @param endpointId of the endpoint that it is delivered to once it is granted; null for none
 */
public record RewardTerms(
    String name,
    @Nullable String description,
    String type,
    long quantity,
    @Nullable JsonObject attributes,
    @Nullable Integer stock,
    boolean coded,
    Limit limit,
    Conditions conditions,
    @Nullable String endpointId) {
  private static final String DELIVERY = "delivery";
  private static final String ENDPOINT_ID = "endpointId";

  /** As sent, defaults filled in. Fails with {@code invalid-request}. */
  static RewardTerms of(JsonObject sent, Yardstick yardstick) {
    RewardTerms terms = read(sent, yardstick);
    return terms.coded ? terms.with(0, sent) : terms;
  }

  private static RewardTerms read(JsonObject sent, Yardstick yardstick) {
    List<Fault> faults = new ArrayList<>();
    Conditions conditions = yardstick.read(sent, faults);
    Failure.throwIfAny(faults);
    return new RewardTerms(
        sent.getString("name"),
        sent.getString("description"),
        sent.getString("type"),
        sent.getLong("quantity", 1L),
        sent.getJsonObject("attributes"),
        sent.getInteger("stock"),
        sent.getBoolean("coded", false),
        Limit.of(sent),
        conditions,
        sent.getJsonObject(DELIVERY, new JsonObject()).getString(ENDPOINT_ID));
  }

  /** These terms with a JSON merge patch applied. Fails with {@code invalid-request}. */
  RewardTerms patched(JsonObject patch, Yardstick yardstick) {
    RewardTerms after = read(MergePatch.apply(patchable(), patch), yardstick);
    Attributes.check(after.attributes);
    return after.coded ? after.with(coded && stock != null ? stock : 0, patch) : after;
  }

  /** The stock of a coded one is its codes; it says nothing of one that has none any more. */
  private JsonObject patchable() {
    JsonObject json = toJson();
    if (coded) {
      json.remove("stock");
    }
    return json;
  }

  /** With as many codes. Fails with {@code invalid-request} where the sender names a stock. */
  private RewardTerms with(int codes, JsonObject sent) {
    if (sent.containsKey("stock")) {
      throw Failure.invalidRequest(
          "/stock", "is the number of codes imported, where a reward is coded");
    }
    return withStock(codes);
  }

  /** These terms with another stock. */
  RewardTerms withStock(int other) {
    return new RewardTerms(
        name, description, type, quantity, attributes, other, coded, limit, conditions, endpointId);
  }

  /** Fails with {@code event-running} where these terms may not follow on {@code before}. */
  void checkHarmlessAfter(RewardTerms before) {
    RunningEdit.check(
        before.toJson(),
        toJson(),
        field ->
            switch (field) {
              case "description", DELIVERY -> true;
              case "stock" -> !isStockLowerThan(before);
              default -> false;
            });
  }

  /** Whether there is less of it: fewer units, or units where there was no limit. */
  boolean isStockLowerThan(RewardTerms other) {
    return stock != null && (other.stock == null || stock < other.stock);
  }

  /** A reward as answered, without what staff alone is shown. */
  static JsonObject withoutDelivery(JsonObject answered) {
    answered.remove(DELIVERY);
    return answered;
  }

  /** As sent; players are not shown where it is delivered to. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("name", name);
    if (description != null) {
      json.put("description", description);
    }
    json.put("type", type).put("quantity", quantity);
    if (attributes != null) {
      json.put("attributes", attributes.copy());
    }
    json.put("coded", coded);
    conditions.addTo(json);
    limit.addTo(json);
    if (endpointId != null) {
      json.put(DELIVERY, new JsonObject().put(ENDPOINT_ID, endpointId));
    }
    return stock == null ? json : json.put("stock", stock);
  }
}
