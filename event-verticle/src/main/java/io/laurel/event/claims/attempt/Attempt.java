package io.laurel.event.claims.attempt;

import io.laurel.event.facts.condition.Measured;
import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * One claim that was refused.
 *
 * @param code why
 * @param conditions as measured then; empty where they were not the reason
 */
public record Attempt(Instant at, String code, List<Measured> conditions) {
  /** Conditions that are kept: those of an event and one of its rewards. */
  static final int MAX_CONDITIONS = 40;

  /** Keeps the first of many conditions. */
  public Attempt {
    conditions = List.copyOf(conditions.subList(0, Math.min(conditions.size(), MAX_CONDITIONS)));
  }

  /** As answered. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("at", Instants.format(at)).put("code", code);
    return conditions.isEmpty() ? json : json.put("conditions", Measured.toJson(conditions));
  }
}
