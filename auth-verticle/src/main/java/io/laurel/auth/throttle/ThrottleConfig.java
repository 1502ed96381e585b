package io.laurel.auth.throttle;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.config.Settings;
import io.laurel.throttle.BackoffRule;
import io.laurel.throttle.BackoffRules;
import java.time.Duration;

/**
 * How failed logins make waiting.
 *
 * @param account of one account, or of one known device of it
 * @param address of one address, over accounts
 * @param deviceMemory how long after a login its device is known
 * @param refusalTime a wrong password is not answered sooner
 * @param hashing how many attempts a node can prove at once, and how many may wait for that
 */
public record ThrottleConfig(
    BackoffRule account,
    BackoffRule address,
    Duration deviceMemory,
    Duration refusalTime,
    PasswordConfig hashing) {
  private static final int ONE_YEAR = 365 * 86_400;

  private static final BackoffRules.Keys FAILURES =
      new BackoffRules.Keys(
          "LOGIN_FREE_FAILURES",
          "LOGIN_FAILURES_KEPT_SECONDS",
          "LOGIN_WAIT_SECONDS",
          "LOGIN_MAX_WAIT_SECONDS",
          "LOGIN_ADDRESS_ACCOUNTS",
          "LOGIN_ADDRESS_WINDOW_SECONDS");

  /** Reads {@code LOGIN_*} and {@code PASSWORD_*}. */
  public static ThrottleConfig of(Settings settings) {
    BackoffRules failures = BackoffRules.of(settings, FAILURES);
    return new ThrottleConfig(
        failures.own(),
        failures.address(),
        settings.seconds("LOGIN_DEVICE_KNOWN_SECONDS", 0, ONE_YEAR),
        settings.millis("LOGIN_REFUSAL_MS", 0, 10_000),
        PasswordConfig.of(settings));
  }
}
