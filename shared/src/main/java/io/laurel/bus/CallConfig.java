package io.laurel.bus;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How much one address of the bus may cost those who call it.
 *
 * @param minInFlight as few calls of one address a process has under way where answers do not come
 *     in time; at most {@code maxInFlight} counts
 * @param maxInFlight as many where they do; one more is refused
 * @param failures how many calls in a row stay without any answer before the address is left alone
 * @param open for how long it is, before one call tries it again
 */
public record CallConfig(int minInFlight, int maxInFlight, int failures, Duration open) {
  /**
   * Reads {@code CALL_MIN_IN_FLIGHT}, {@code CALL_MAX_IN_FLIGHT}, {@code CALL_CIRCUIT_FAILURES} and
   * {@code CALL_CIRCUIT_OPEN_MS}.
   */
  public static CallConfig of(Settings settings) {
    return new CallConfig(
        settings.integer("CALL_MIN_IN_FLIGHT", 1, 1_000_000),
        settings.integer("CALL_MAX_IN_FLIGHT", 1, 1_000_000),
        settings.integer("CALL_CIRCUIT_FAILURES", 1, 1_000_000),
        settings.millis("CALL_CIRCUIT_OPEN_MS", 1, 600_000));
  }
}
