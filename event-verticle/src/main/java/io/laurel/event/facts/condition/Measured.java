package io.laurel.event.facts.condition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a player is with one condition.
 *
 * @param label null for none
 */
public record Measured(String type, @Nullable String label, long current, long target) {
  /** Largest number that every client can hold exactly. */
  private static final long MAX_CURRENT = (1L << 53) - 1;

  static Measured of(Condition condition, Criterion criterion, long current) {
    return new Measured(
        condition.type().name(),
        condition.label(),
        Math.min(current, MAX_CURRENT),
        criterion.target());
  }

  /** Whether the target is reached. */
  public boolean met() {
    return current >= target;
  }

  /** As answered, and as stored. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject().put("type", type);
    if (label != null) {
      json.put("label", label);
    }
    return json.put("current", current).put("target", target).put("met", met());
  }

  /** As answered, and as stored. */
  public static JsonArray toJson(List<Measured> all) {
    JsonArray array = new JsonArray();
    all.forEach(one -> array.add(one.toJson()));
    return array;
  }

  /** As stored. */
  public static List<Measured> fromJson(JsonArray array) {
    return array.stream()
        .map(JsonObject.class::cast)
        .map(
            json ->
                new Measured(
                    json.getString("type"),
                    json.getString("label"),
                    json.getLong("current"),
                    json.getLong("target")))
        .toList();
  }
}
