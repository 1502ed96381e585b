package io.laurel.event.reward;

import io.laurel.event.condition.Conditions;
import io.laurel.event.condition.Criteria;
import io.laurel.event.edit.Attributes;
import io.laurel.event.edit.MergePatch;
import io.laurel.event.edit.RunningEdit;
import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator writes of a reward.
 *
 * @param description null for none
 * @param type the studio's own word
 * @param quantity units of the thing per grant
 * @param attributes scalars that are handed over at delivery; null for none
 * @param stock grants available in all; null for unlimited
 * @param limit how often one user gets it
 * @param conditions what is asked for it besides what its event asks
 */
public record RewardTerms(
    String name,
    String description,
    String type,
    long quantity,
    JsonObject attributes,
    Integer stock,
    Limit limit,
    Conditions conditions) {
  /** As sent, defaults filled in. Fails with {@code invalid-request}. */
  static RewardTerms of(JsonObject sent, Criteria criteria) {
    List<Fault> faults = new ArrayList<>();
    Conditions conditions = criteria.read(sent, faults);
    Failure.throwIfAny(faults);
    return new RewardTerms(
        sent.getString("name"),
        sent.getString("description"),
        sent.getString("type"),
        sent.getLong("quantity"),
        sent.getJsonObject("attributes"),
        sent.getInteger("stock"),
        Limit.of(sent),
        conditions);
  }

  /** These terms with a JSON merge patch applied. Fails with {@code invalid-request}. */
  RewardTerms patched(JsonObject patch, Criteria criteria) {
    RewardTerms after = of(MergePatch.apply(toJson(), patch), criteria);
    Attributes.check(after.attributes);
    return after;
  }

  /** Fails with {@code event-running} where these terms may not follow on {@code before}. */
  void checkHarmlessAfter(RewardTerms before) {
    RunningEdit.check(
        before.toJson(),
        toJson(),
        field ->
            switch (field) {
              case "description" -> true;
              case "stock" -> !isStockLowerThan(before);
              default -> false;
            });
  }

  /** Whether there is less of it: fewer units, or units where there was no limit. */
  boolean isStockLowerThan(RewardTerms other) {
    return stock != null && (other.stock == null || stock < other.stock);
  }

  /** As sent. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("name", name);
    if (description != null) {
      json.put("description", description);
    }
    json.put("type", type).put("quantity", quantity);
    if (attributes != null) {
      json.put("attributes", attributes.copy());
    }
    conditions.addTo(json);
    limit.addTo(json);
    return stock == null ? json : json.put("stock", stock);
  }
}
