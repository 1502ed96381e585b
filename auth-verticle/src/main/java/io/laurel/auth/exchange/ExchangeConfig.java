package io.laurel.auth.exchange;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * What times a provider's token may bear.
 *
 * @param leeway how far the provider's clock may be from ours
 * @param maxLifetime how long a token may live in all
 */
public record ExchangeConfig(Duration leeway, Duration maxLifetime) {
  /** Reads {@code EXCHANGE_*}. */
  public static ExchangeConfig of(Settings settings) {
    return new ExchangeConfig(
        settings.seconds("EXCHANGE_LEEWAY_SECONDS", 0, 600),
        settings.seconds("EXCHANGE_MAX_LIFETIME_SECONDS", 60, 2_592_000));
  }
}
