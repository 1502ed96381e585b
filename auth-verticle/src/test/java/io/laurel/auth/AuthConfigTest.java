package io.laurel.auth;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.auth.password.PasswordConfig;
import io.laurel.auth.throttle.Rule;
import io.laurel.auth.throttle.ThrottleConfig;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuthConfigTest {
  private static final String SECRET = "J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPcE";

  @Test
  void of_defaults_asInConf() {
    AuthConfig config = AuthConfig.of(settings(Map.of()));

    assertThat(config.database()).isEqualTo("auth");
    assertThat(config.bootstrapPassword()).isNull();
    assertThat(config.passwords().workers())
        .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    assertThat(config.passwords().queues()).isEqualTo(new PasswordConfig.Queues(200, 200, 100));
    assertThat(config.passwords().maxBcryptCost()).isEqualTo(14);
    assertThat(config.throttle().account().free()).isEqualTo(5);
    assertThat(config.throttle().account().window()).isEqualTo(Duration.ofDays(1));
    assertThat(config.throttle().account().firstWait()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.throttle().account().maxWait()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.throttle().address().free()).isEqualTo(51);
    assertThat(config.throttle().address().window()).isEqualTo(Duration.ofHours(1));
    assertThat(config.throttle().deviceMemory()).isEqualTo(Duration.ofDays(30));
    assertThat(config.throttle().refusalTime()).isEqualTo(Duration.ofMillis(300));
    assertThat(config.sessions().accessTtl()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.sessions().idleTtl()).isEqualTo(Duration.ofDays(14));
    assertThat(config.sessions().absoluteTtl()).isEqualTo(Duration.ofDays(90));
    assertThat(config.sessions().grace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.sessions().retention()).isEqualTo(Duration.ofDays(30));
    assertThat(config.tokenLifetime()).isEqualTo(Duration.ofMinutes(18));
  }

  @Test
  void of_everyKey_taken() {
    AuthConfig config =
        AuthConfig.of(
            settings(
                Map.ofEntries(
                    entry("AUTH_DATABASE", "accounts"),
                    entry("BOOTSTRAP_ADMIN_PASSWORD", "correct-horse-battery"),
                    entry("SHUTDOWN_TIMEOUT_MS", 3000),
                    entry("ACCESS_TOKEN_TTL_SECONDS", 1),
                    entry("REFRESH_IDLE_TTL_SECONDS", 2),
                    entry("REFRESH_ABSOLUTE_TTL_SECONDS", 3),
                    entry("REFRESH_GRACE_MS", 4),
                    entry("SESSION_RETENTION_SECONDS", 86_401),
                    entry("PASSWORD_WORKERS", 5),
                    entry("PASSWORD_QUEUE", 6),
                    entry("PASSWORD_OPENING_QUEUE", 17),
                    entry("PASSWORD_QUEUE_PER_ADDRESS", 18),
                    entry("PASSWORD_MAX_WAIT_MS", 16),
                    entry("PASSWORD_BCRYPT_MAX_COST", 7),
                    entry("LOGIN_FREE_FAILURES", 8),
                    entry("LOGIN_FAILURES_KEPT_SECONDS", 9),
                    entry("LOGIN_WAIT_SECONDS", 10),
                    entry("LOGIN_MAX_WAIT_SECONDS", 11),
                    entry("LOGIN_DEVICE_KNOWN_SECONDS", 12),
                    entry("LOGIN_ADDRESS_ACCOUNTS", 13),
                    entry("LOGIN_ADDRESS_WINDOW_SECONDS", 14),
                    entry("LOGIN_REFUSAL_MS", 15))));

    assertThat(config.database()).isEqualTo("accounts");
    assertThat(config.bootstrapPassword()).isEqualTo("correct-horse-battery");
    assertThat(config.shutdownPatience()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.sessions().accessTtl()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.sessions().idleTtl()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.sessions().absoluteTtl()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.sessions().grace()).isEqualTo(Duration.ofMillis(4));
    assertThat(config.sessions().retention()).isEqualTo(Duration.ofSeconds(86_401));
    assertThat(config.passwords().workers()).isEqualTo(5);
    assertThat(config.passwords().maxBcryptCost()).isEqualTo(7);
    assertThat(config.throttle())
        .isEqualTo(
            new ThrottleConfig(
                new Rule(8, Duration.ofSeconds(9), Duration.ofSeconds(10), Duration.ofSeconds(11)),
                new Rule(
                    14, Duration.ofSeconds(14), Duration.ofSeconds(10), Duration.ofSeconds(11)),
                Duration.ofSeconds(12),
                Duration.ofMillis(15),
                new PasswordConfig(
                    5, new PasswordConfig.Queues(6, 17, 18), Duration.ofMillis(16), 7)));
  }

  @ParameterizedTest
  @CsvSource({
    "AUTH_REFRESH_SECRET, ''",
    "AUTH_REFRESH_SECRET, J0jNvbXf3m9rWyo7Qk2dLh8sTzU4aPc",
    "AUTH_REFRESH_SECRET, change-me-change-me-change-me-12345",
    "AUTH_REFRESH_SECRET, 00000000000000000000000000000000",
    "BOOTSTRAP_ADMIN_PASSWORD, 11-chars-xy",
    "BOOTSTRAP_ADMIN_PASSWORD, changeme-please",
    "BOOTSTRAP_ADMIN_PASSWORD, admin-password",
    "PASSWORD_WORKERS, -1",
    "PASSWORD_QUEUE, -1",
    "PASSWORD_OPENING_QUEUE, -1",
    "PASSWORD_QUEUE_PER_ADDRESS, x",
    "PASSWORD_BCRYPT_MAX_COST, 32",
    "LOGIN_FREE_FAILURES, 0",
    "LOGIN_FAILURES_KEPT_SECONDS, 0",
    "LOGIN_WAIT_SECONDS, 0",
    "LOGIN_MAX_WAIT_SECONDS, 0",
    "LOGIN_DEVICE_KNOWN_SECONDS, -1",
    "LOGIN_ADDRESS_ACCOUNTS, 0",
    "LOGIN_ADDRESS_WINDOW_SECONDS, 0",
    "LOGIN_REFUSAL_MS, 10001",
    "ACCESS_TOKEN_TTL_SECONDS, 0",
    "REFRESH_IDLE_TTL_SECONDS, 0",
    "REFRESH_ABSOLUTE_TTL_SECONDS, 0",
    "REFRESH_GRACE_MS, 60001",
    "SESSION_RETENTION_SECONDS, 86399",
    "SESSION_RETENTION_SECONDS, 2591999"
  })
  void of_badValue_refusedInOneLineThatNamesTheKey(String key, String value) {
    Settings settings = settings(Map.of(key, value));

    assertThatThrownBy(() -> AuthConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("\n");
  }

  @Test
  void toString_secrets_redacted() {
    AuthConfig config =
        AuthConfig.of(settings(Map.of("BOOTSTRAP_ADMIN_PASSWORD", "correct-horse-battery")));

    assertThat(config.toString()).doesNotContain(SECRET).doesNotContain("correct-horse");
  }

  private static Settings settings(Map<String, ?> others) {
    Map<String, Object> values = new HashMap<>();
    values.put("AUTH_REFRESH_SECRET", SECRET);
    values.put("AUTH_SIGNING_KEYS", "keys");
    values.putAll(others);
    return Settings.defaults(new AuthProgram().settings()).with("test", values);
  }
}
