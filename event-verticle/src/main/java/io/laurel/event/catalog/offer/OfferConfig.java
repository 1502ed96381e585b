package io.laurel.event.catalog.offer;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How offers are kept in memory.
 *
 * @param maxAge how old an event and its rewards may be when a claim is judged
 * @param maxOffers events kept, at most
 */
public record OfferConfig(Duration maxAge, int maxOffers) {
  /** Reads {@code EVENT_CACHE_*}. */
  public static OfferConfig of(Settings settings) {
    return new OfferConfig(
        settings.millis("EVENT_CACHE_MAX_AGE_MS", 0, 1_000),
        settings.integer("EVENT_CACHE_SIZE", 1, 1_000_000));
  }
}
