package io.laurel.event.outreach.channel;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;

/**
 * When an endpoint is left alone.
 *
 * @param failures how many in a row open its circuit
 * @param first how long it stays open then
 * @param longest how long it stays open at most, however often it was opened again
 */
public record CircuitConfig(int failures, Duration first, Duration longest) {
  private static final int DAY = 86_400;

  /** Reads {@code DELIVERY_CIRCUIT_*}. */
  public static CircuitConfig of(Settings settings) {
    CircuitConfig config =
        new CircuitConfig(
            settings.integer("DELIVERY_CIRCUIT_FAILURES", 1, 1_000),
            settings.seconds("DELIVERY_CIRCUIT_MIN_SECONDS", 1, DAY),
            settings.seconds("DELIVERY_CIRCUIT_MAX_SECONDS", 1, DAY));
    if (config.longest.compareTo(config.first) < 0) {
      throw new ConfigException(
          "DELIVERY_CIRCUIT_MAX_SECONDS must not be shorter than DELIVERY_CIRCUIT_MIN_SECONDS");
    }
    return config;
  }

  /**
   * How long it stays open.
   *
   * @param openings how often it was opened since it was closed, this time included
   */
  Duration wait(int openings) {
    Duration wait = first;
    for (int i = 1; i < openings && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
