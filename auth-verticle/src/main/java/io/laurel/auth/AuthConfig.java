package io.laurel.auth;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.session.SessionConfig;
import io.laurel.auth.throttle.ThrottleConfig;
import io.laurel.config.ConfigException;
import io.laurel.config.SampleSecrets;
import io.laurel.config.Settings;
import io.laurel.security.SecurityConfig;
import io.laurel.text.Spelling;
import java.time.Duration;
import java.util.Locale;

/**
 * Configuration of the auth process.
 *
 * @param database name of the MongoDB database
 * @param auditDatabase name of the MongoDB database of audit entries
 * @param sweepInterval between two looks for what a dying process left undone
 * @param loginReport how long a login waits until the event service has counted it
 * @param bootstrapPassword password of the first ADMIN; null for none
 * @param shutdownPatience how long calls in flight may take at the end
 * @param passwords hashing
 * @param throttle how failed logins make waiting
 * @param sessions lifetimes and the secret of refresh tokens
 * @param security what access tokens look like
 */
public record AuthConfig(
    String database,
    String auditDatabase,
    Duration sweepInterval,
    Duration loginReport,
    String bootstrapPassword,
    Duration shutdownPatience,
    PasswordConfig passwords,
    ThrottleConfig throttle,
    SessionConfig sessions,
    SecurityConfig security) {
  /** For what a process that is held up has read before and signs after. */
  private static final Duration ONE_MORE_MINUTE = Duration.ofMinutes(1);

  private static final int MIN_BOOTSTRAP_LENGTH = 12;

  /** The contract takes no longer one at login. */
  private static final int MAX_BOOTSTRAP_LENGTH = 128;

  /**
   * Reads {@code conf/auth.json} and what of {@code conf/process.json} concerns tokens.
   *
   * @throws ConfigException for values out of range and secrets that are none
   */
  public static AuthConfig of(Settings settings) {
    return checked(
        new AuthConfig(
            settings.text("AUTH_DATABASE"),
            settings.text("AUDIT_DATABASE"),
            settings.millis("SWEEP_INTERVAL_MS", 100, 60_000),
            settings.millis("LOGIN_REPORT_MS", 1, 10_000),
            bootstrapPassword(settings.textOrNull("BOOTSTRAP_ADMIN_PASSWORD")),
            settings.millis("SHUTDOWN_TIMEOUT_MS", 0, 600_000),
            PasswordConfig.of(settings),
            ThrottleConfig.of(settings),
            SessionConfig.of(settings),
            SecurityConfig.of(settings)));
  }

  private static AuthConfig checked(AuthConfig config) {
    if (config.sessions.retention().compareTo(config.throttle.deviceMemory()) < 0) {
      throw new ConfigException(
          "SESSION_RETENTION_SECONDS must be at least LOGIN_DEVICE_KNOWN_SECONDS: a device is known"
              + " by its sessions");
    }
    return config;
  }

  /**
   * How long a token that is signed now may be taken by a node, and a revocation must be kept: the
   * signing node's clock may be ahead of the verifying one's, and so may that of the node which
   * deletes.
   */
  Duration tokenLifetime() {
    return sessions.accessTtl().plus(security.clockSkew().multipliedBy(2)).plus(ONE_MORE_MINUTE);
  }

  private static String bootstrapPassword(String password) {
    if (password == null) {
      return null;
    }
    // As the contract measures one at login.
    String measured = Spelling.DATA.of(password, MAX_BOOTSTRAP_LENGTH);
    int length = measured.codePointCount(0, measured.length());
    if (length < MIN_BOOTSTRAP_LENGTH || length > MAX_BOOTSTRAP_LENGTH) {
      throw new ConfigException(
          "BOOTSTRAP_ADMIN_PASSWORD takes "
              + MIN_BOOTSTRAP_LENGTH
              + " to "
              + MAX_BOOTSTRAP_LENGTH
              + " characters");
    }
    if (SampleSecrets.contain(password)) {
      throw new ConfigException(
          "BOOTSTRAP_ADMIN_PASSWORD is a sample value; choose one of your own");
    }
    return password;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "AuthConfig[database=%s, bootstrapPassword=%s, passwords=%s, sessions=%s, security=%s]",
        database,
        bootstrapPassword == null ? "none" : "<redacted>",
        passwords,
        sessions,
        security);
  }
}
