package io.laurel.event.facts.condition;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is asked of a player, as an operator wrote it.
 *
 * @param params what its type takes; numbers are whole
 * @param label shown to players; null for none
 */
record Condition(ConditionType type, JsonObject params, @Nullable String label) {
  private static final String TYPE = "type";
  private static final String PARAMS = "params";
  private static final String LABEL = "label";

  /** As answered, and as stored. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put(TYPE, type.name());
    if (label != null) {
      json.put(LABEL, label);
    }
    return json.put(PARAMS, params.copy());
  }

  static Condition fromJson(JsonObject json) {
    JsonObject params = json.getJsonObject(PARAMS).copy();
    // 3.0 is a whole number too, and is kept as one.
    params.fieldNames().stream()
        .filter(name -> params.getValue(name) instanceof Number)
        .toList()
        .forEach(name -> params.put(name, params.getLong(name)));
    return new Condition(
        ConditionType.valueOf(json.getString(TYPE)), params, json.getString(LABEL));
  }
}
