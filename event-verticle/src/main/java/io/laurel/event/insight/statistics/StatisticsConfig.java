package io.laurel.event.insight.statistics;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How events are counted.
 *
 * @param maxAge how old statistics may be that were made quickly
 */
public record StatisticsConfig(Duration maxAge) {
  /** Reads {@code STATISTICS_MAX_AGE_MS}. */
  public static StatisticsConfig of(Settings settings) {
    return new StatisticsConfig(settings.millis("STATISTICS_MAX_AGE_MS", 0, 60_000));
  }
}
