package io.laurel.auth.session;

import io.laurel.auth.key.AccessTokenConfig;
import io.laurel.auth.key.SharedSecret;
import io.laurel.auth.throttle.ThrottleConfig;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.Locale;
import javax.crypto.SecretKey;

/**
 * How long sessions live.
 *
 * @param secret key of refresh tokens, the same on every auth node; another one ends all sessions
 * @param accessTtl lifetime of an access token
 * @param idleTtl how long a refresh token may lie unused
 * @param absoluteTtl how long a session lives at most, however much it is used
 * @param grace how long after its use a refresh token still gives the newest one
 * @param retention how long a session is kept after its end
 * @param loginReport how long a login waits until the event service has counted it
 */
public record SessionConfig(
    SecretKey secret,
    Duration accessTtl,
    Duration idleTtl,
    Duration absoluteTtl,
    Duration grace,
    Duration retention,
    Duration loginReport) {
  private static final int ONE_DAY = 86_400;

  /**
   * Reads {@code AUTH_REFRESH_SECRET}, {@code ACCESS_TOKEN_TTL_SECONDS}, {@code REFRESH_*}, {@code
   * SESSION_RETENTION_SECONDS} and {@code LOGIN_REPORT_MS}.
   *
   * @throws ConfigException where sessions are forgotten sooner than the devices they make known
   */
  public static SessionConfig of(Settings settings) {
    Duration retention = settings.seconds("SESSION_RETENTION_SECONDS", ONE_DAY, 3_650 * ONE_DAY);
    if (retention.compareTo(ThrottleConfig.of(settings).deviceMemory()) < 0) {
      throw new ConfigException(
          "SESSION_RETENTION_SECONDS must be at least LOGIN_DEVICE_KNOWN_SECONDS: a device is known"
              + " by its sessions");
    }
    return new SessionConfig(
        SharedSecret.of(settings),
        AccessTokenConfig.of(settings).ttl(),
        settings.seconds("REFRESH_IDLE_TTL_SECONDS", 1, 3_650 * ONE_DAY),
        settings.seconds("REFRESH_ABSOLUTE_TTL_SECONDS", 1, 3_650 * ONE_DAY),
        settings.millis("REFRESH_GRACE_MS", 0, 60_000),
        retention,
        settings.millis("LOGIN_REPORT_MS", 1, 10_000));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "SessionConfig[secret=<redacted>, accessTtl=%s, idleTtl=%s, absoluteTtl=%s, grace=%s, retention=%s]",
        accessTtl,
        idleTtl,
        absoluteTtl,
        grace,
        retention);
  }
}
