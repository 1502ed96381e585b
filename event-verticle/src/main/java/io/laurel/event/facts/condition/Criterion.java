package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;

/** What a condition asks of a player. Pure: what it measures follows from the facts alone. */
interface Criterion {
  /** The activities it reads. */
  Set<Source> sources();

  /** What {@link #measure} must reach. */
  long target();

  /** How far the player is; may pass the target. */
  long measure(Facts facts);
}
