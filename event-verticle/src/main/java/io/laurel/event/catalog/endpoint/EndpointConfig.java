package io.laurel.event.catalog.endpoint;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How endpoints are kept.
 *
 * @param max how many there may be
 * @param overlap how long the secret before signs beside a new one
 */
public record EndpointConfig(int max, Duration overlap) {
  /** More of them nobody needs; each worker looks at all. */
  static final int LARGEST_MAX = 10_000;

  private static final int LONGEST_OVERLAP = 30 * 24 * 60 * 60;

  /** Reads {@code ENDPOINTS_MAX} and {@code DELIVERY_SECRET_OVERLAP_SECONDS}. */
  public static EndpointConfig of(Settings settings) {
    return new EndpointConfig(
        settings.integer("ENDPOINTS_MAX", 1, LARGEST_MAX),
        settings.seconds("DELIVERY_SECRET_OVERLAP_SECONDS", 0, LONGEST_OVERLAP));
  }
}
