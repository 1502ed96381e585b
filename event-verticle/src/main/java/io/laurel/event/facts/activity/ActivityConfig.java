package io.laurel.event.facts.activity;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * Which activities are taken.
 *
 * @param maxAge how old one may be when it is sent
 * @param maxSubjects subjects of one user, type and day of the game, at most
 */
public record ActivityConfig(Duration maxAge, int maxSubjects) {
  /** How far the clock of a sender may be ahead. */
  static final Duration AHEAD = Duration.ofMinutes(1);

  /** Reads {@code ACTIVITY_*}. */
  public static ActivityConfig of(Settings settings) {
    return new ActivityConfig(
        settings.days("ACTIVITY_MAX_AGE_DAYS", 1, 3_650),
        settings.integer("ACTIVITY_MAX_SUBJECTS_PER_DAY", 1, 10_000));
  }
}
