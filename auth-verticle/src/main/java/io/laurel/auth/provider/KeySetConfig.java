package io.laurel.auth.provider;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How key sets of providers are fetched and kept.
 *
 * @param maxBytes of the longest that is read
 * @param maxKeys of one
 * @param timeout from the request to its last byte
 * @param patience how long who could be judged by known keys waits for newer ones
 * @param keep how old a set becomes before it is fetched again
 * @param pause between two fetches for a key that nobody knows, and after one that failed
 * @param stale how old the set of a provider may become that is away
 */
public record KeySetConfig(
    int maxBytes,
    int maxKeys,
    Duration timeout,
    Duration patience,
    Duration keep,
    Duration pause,
    Duration stale) {
  /**
   * Reads {@code JWKS_*}.
   *
   * @throws ConfigException where the set of a provider that is away would not outlive one that is
   *     there
   */
  public static KeySetConfig of(Settings settings) {
    KeySetConfig config =
        new KeySetConfig(
            settings.integer("JWKS_MAX_BYTES", 1_024, 1_048_576),
            settings.integer("JWKS_MAX_KEYS", 1, 1_000),
            settings.millis("JWKS_TIMEOUT_MS", 100, 60_000),
            settings.millis("JWKS_PATIENCE_MS", 1, 60_000),
            settings.seconds("JWKS_KEEP_SECONDS", 1, 86_400),
            settings.seconds("JWKS_PAUSE_SECONDS", 1, 3_600),
            settings.seconds("JWKS_STALE_SECONDS", 1, 2_592_000));
    if (config.stale.compareTo(config.keep) < 0) {
      throw new ConfigException("JWKS_STALE_SECONDS takes at least JWKS_KEEP_SECONDS");
    }
    return config;
  }
}
