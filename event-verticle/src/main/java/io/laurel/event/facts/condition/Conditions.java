package io.laurel.event.facts.condition;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of a player for an event or for a reward.
 *
 * @param match whether each must be met, or one; none at all are met by everybody
 */
public record Conditions(List<Condition> all, Match match) {
  /** Nothing is asked. */
  public static final Conditions NONE = new Conditions(List.of(), Match.ALL);

  static final String CONDITIONS = "conditions";
  private static final String MATCH = "match";

  /** How many must be met. */
  public enum Match {
    ALL,
    ANY
  }

  /** Copies the conditions. */
  public Conditions {
    all = List.copyOf(all);
  }

  /** The texts of those that are written in CEL. */
  Stream<String> expressions() {
    return all.stream()
        .filter(condition -> condition.type() == ConditionType.EXPRESSION)
        .map(Expression::textOf);
  }

  /** Adds them to an answer or a document. */
  public JsonObject addTo(JsonObject json) {
    JsonArray array = new JsonArray();
    all.forEach(condition -> array.add(condition.toJson()));
    return json.put(CONDITIONS, array).put(MATCH, match.name());
  }

  /** Those of a message that fits the contract, or of a document; none where there are none. */
  public static Conditions of(JsonObject json) {
    return new Conditions(
        json.getJsonArray(CONDITIONS, new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(Condition::fromJson)
            .toList(),
        Match.valueOf(json.getString(MATCH, Match.ALL.name())));
  }
}
