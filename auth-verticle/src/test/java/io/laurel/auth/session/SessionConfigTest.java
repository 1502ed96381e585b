package io.laurel.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.TestSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionConfigTest {
  @Test
  void of_defaults_asInConf() {
    assertThat(SessionConfig.of(TestSettings.with(Map.of())))
        .isEqualTo(
            new SessionConfig(
                TestSessions.key(TestSettings.SECRET),
                Duration.ofMinutes(15),
                Duration.ofDays(14),
                Duration.ofDays(90),
                Duration.ofSeconds(10),
                Duration.ofDays(30),
                Duration.ofSeconds(1)));
  }

  @Test
  void of_everyKey_taken() {
    SessionConfig config =
        SessionConfig.of(
            TestSettings.with(
                Map.of(
                    "AUTH_REFRESH_SECRET", "another-" + TestSettings.SECRET,
                    "ACCESS_TOKEN_TTL_SECONDS", 1,
                    "REFRESH_IDLE_TTL_SECONDS", 2,
                    "REFRESH_ABSOLUTE_TTL_SECONDS", 3,
                    "REFRESH_GRACE_MS", 4,
                    "SESSION_RETENTION_SECONDS", 86_401,
                    "LOGIN_REPORT_MS", 5,
                    "LOGIN_DEVICE_KNOWN_SECONDS", 6)));

    assertThat(config)
        .isEqualTo(
            new SessionConfig(
                TestSessions.key("another-" + TestSettings.SECRET),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Duration.ofMillis(4),
                Duration.ofSeconds(86_401),
                Duration.ofMillis(5)));
  }

  @Test
  void toString_secret_redacted() {
    assertThat(SessionConfig.of(TestSettings.with(Map.of())).toString())
        .doesNotContain(TestSettings.SECRET);
  }
}
