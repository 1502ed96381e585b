package io.laurel.event.facts.activity;

import static io.laurel.json.JsonFields.putPresent;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * All that a user did on one day, of one type and subject.
 *
 * @param place where it stands in the list of them
 * @param count how often
 * @param sum of the amounts
 * @param max the highest amount
 */
record Fact(Place place, long count, long sum, long max) {
  /**
   * Of what it is; no two facts of a user have one.
   *
   * @param subject null for none
   */
  record Place(LocalDate day, String type, @Nullable String subject) {}

  /** Both together, of the same place. */
  Fact plus(Fact other) {
    return new Fact(place, count + other.count, sum + other.sum, Math.max(max, other.max));
  }

  /** As answered. */
  JsonObject toJson() {
    JsonObject json = new JsonObject().put("day", place.day().toString()).put("type", place.type());
    putPresent(json, "subject", place.subject());
    return json.put("count", count).put("sum", sum).put("max", max);
  }
}
