package io.laurel.event.claims.judgment;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Measured;
import io.laurel.event.facts.condition.Yardstick;
import java.util.List;

/** What a user did, and what it is measured by. */
public record Measurement(Yardstick yardstick, Facts facts) {
  /** How far the user is with each of the conditions, in their order. */
  List<Measured> of(Conditions conditions) {
    return yardstick.measure(conditions, facts);
  }
}
