package io.laurel.auth.session;

import io.laurel.config.ConfigException;
import io.laurel.config.SampleSecrets;
import io.laurel.config.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * How long sessions live.
 *
 * @param secret key of refresh tokens, the same on every auth node; another one ends all sessions
 * @param accessTtl lifetime of an access token
 * @param idleTtl how long a refresh token may lie unused
 * @param absoluteTtl how long a session lives at most, however much it is used
 * @param grace how long after its use a refresh token still gives the newest one
 * @param retention how long a session is kept after its end
 */
public record SessionConfig(
    SecretKey secret,
    Duration accessTtl,
    Duration idleTtl,
    Duration absoluteTtl,
    Duration grace,
    Duration retention) {
  private static final int MIN_SECRET_BYTES = 32;
  private static final int ONE_DAY = 86_400;

  /**
   * Reads {@code AUTH_REFRESH_SECRET}, {@code ACCESS_TOKEN_TTL_SECONDS}, {@code REFRESH_*} and
   * {@code SESSION_RETENTION_SECONDS}.
   *
   * @throws ConfigException for a secret of less than 32 bytes or out of an example
   */
  public static SessionConfig of(Settings settings) {
    return new SessionConfig(
        secret(settings.text("AUTH_REFRESH_SECRET")),
        settings.seconds("ACCESS_TOKEN_TTL_SECONDS", 1, ONE_DAY),
        settings.seconds("REFRESH_IDLE_TTL_SECONDS", 1, 3_650 * ONE_DAY),
        settings.seconds("REFRESH_ABSOLUTE_TTL_SECONDS", 1, 3_650 * ONE_DAY),
        settings.millis("REFRESH_GRACE_MS", 0, 60_000),
        settings.seconds("SESSION_RETENTION_SECONDS", ONE_DAY, 3_650 * ONE_DAY));
  }

  private static SecretKey secret(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_SECRET_BYTES) {
      throw new ConfigException(
          "AUTH_REFRESH_SECRET takes at least "
              + MIN_SECRET_BYTES
              + " bytes; openssl rand -base64 48 makes some");
    }
    if (SampleSecrets.contain(text)) {
      throw new ConfigException(
          "AUTH_REFRESH_SECRET is a sample value; openssl rand -base64 48 makes one of your own");
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
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
