package io.laurel.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.TestSettings;
import io.laurel.auth.password.PasswordConfig;
import io.laurel.config.Settings;
import io.laurel.throttle.BackoffRule;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ThrottleConfigTest {
  @Test
  void of_defaults_asInConf() {
    Settings settings = TestSettings.with(Map.of());

    assertThat(ThrottleConfig.of(settings))
        .isEqualTo(
            new ThrottleConfig(
                new BackoffRule(
                    5, Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofMinutes(15)),
                new BackoffRule(
                    51, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofMinutes(15)),
                Duration.ofDays(30),
                Duration.ofMillis(300),
                PasswordConfig.of(settings)));
  }

  @Test
  void of_everyKey_taken() {
    Settings settings =
        TestSettings.with(
            Map.of(
                "LOGIN_FREE_FAILURES", 8,
                "LOGIN_FAILURES_KEPT_SECONDS", 9,
                "LOGIN_WAIT_SECONDS", 10,
                "LOGIN_MAX_WAIT_SECONDS", 11,
                "LOGIN_DEVICE_KNOWN_SECONDS", 12,
                "LOGIN_ADDRESS_ACCOUNTS", 13,
                "LOGIN_ADDRESS_WINDOW_SECONDS", 14,
                "LOGIN_REFUSAL_MS", 15));

    assertThat(ThrottleConfig.of(settings))
        .isEqualTo(
            new ThrottleConfig(
                new BackoffRule(
                    8, Duration.ofSeconds(9), Duration.ofSeconds(10), Duration.ofSeconds(11)),
                new BackoffRule(
                    14, Duration.ofSeconds(14), Duration.ofSeconds(10), Duration.ofSeconds(11)),
                Duration.ofSeconds(12),
                Duration.ofMillis(15),
                PasswordConfig.of(settings)));
  }
}
