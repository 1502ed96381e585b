package io.laurel.event.facts.activity;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of somebody's facts.
 *
 * @param subject only activities about this; null for whatever they are about
 */
public record Measure(Kind kind, String type, @Nullable String subject) {
  /** What is reckoned. */
  public enum Kind {
    /** Days with such an activity. */
    DAYS,
    /** The longest run of such days, each following the one before. */
    STREAK,
    /** How many activities. */
    COUNT,
    /** The sum of their amounts. */
    SUM,
    /** The highest amount of one, 0 for none. */
    MAX
  }

  /** What must be known to reckon it. */
  public Source source() {
    return Source.of(type, subject);
  }
}
