package io.laurel.revocation;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How a process learns which tokens were revoked.
 *
 * @param database name of the database they stand in, the auth service's
 * @param poll between two reads, where nobody hints that there is something new
 * @param maxStaleness how long no read may have succeeded before nobody is admitted any more
 */
public record RevocationConfig(String database, Duration poll, Duration maxStaleness) {
  /**
   * Reads {@code AUTH_DATABASE} and {@code REVOCATION_*}.
   *
   * @throws ConfigException where one late read would already shut everybody out
   */
  public static RevocationConfig of(Settings settings) {
    RevocationConfig config =
        new RevocationConfig(
            settings.text("AUTH_DATABASE"),
            settings.millis("REVOCATION_POLL_MS", 10, 60_000),
            settings.millis("REVOCATION_MAX_STALENESS_MS", 100, 600_000));
    if (config.maxStaleness.compareTo(config.poll.multipliedBy(2)) < 0) {
      throw new ConfigException(
          "REVOCATION_MAX_STALENESS_MS must be at least twice REVOCATION_POLL_MS");
    }
    return config;
  }
}
