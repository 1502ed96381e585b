package io.laurel.auth.throttle;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.config.Settings;
import io.laurel.throttle.BackoffRule;
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
  private static final int ONE_DAY = 86_400;

  /** Reads {@code LOGIN_*} and {@code PASSWORD_*}. */
  public static ThrottleConfig of(Settings settings) {
    Duration firstWait = settings.seconds("LOGIN_WAIT_SECONDS", 1, ONE_DAY);
    Duration maxWait = settings.seconds("LOGIN_MAX_WAIT_SECONDS", 1, ONE_DAY);
    return new ThrottleConfig(
        new BackoffRule(
            settings.integer("LOGIN_FREE_FAILURES", 1, 1_000),
            settings.seconds("LOGIN_FAILURES_KEPT_SECONDS", 1, 30 * ONE_DAY),
            firstWait,
            maxWait),
        new BackoffRule(
            // More than so many, hence one more is free.
            settings.integer("LOGIN_ADDRESS_ACCOUNTS", 1, 1_000) + 1,
            settings.seconds("LOGIN_ADDRESS_WINDOW_SECONDS", 1, ONE_DAY),
            firstWait,
            maxWait),
        settings.seconds("LOGIN_DEVICE_KNOWN_SECONDS", 0, 365 * ONE_DAY),
        settings.millis("LOGIN_REFUSAL_MS", 0, 10_000),
        PasswordConfig.of(settings));
  }
}
