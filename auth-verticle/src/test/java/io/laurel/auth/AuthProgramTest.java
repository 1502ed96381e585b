package io.laurel.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an auth process is told, judged before anything is touched. */
final class AuthProgramTest {
  @Test
  void check_defaultsAndSecrets_good() {
    new AuthProgram().check(TestSettings.with(Map.of()));
  }

  @Test
  void of_defaults_asInConf() {
    AuthConfig config = AuthConfig.of(TestSettings.with(Map.of()));

    assertThat(config)
        .isEqualTo(new AuthConfig("auth", "audit", Duration.ofSeconds(1), Duration.ofSeconds(10)));
  }

  @Test
  void of_everyKey_taken() {
    AuthConfig config =
        AuthConfig.of(
            TestSettings.with(
                Map.of(
                    "AUTH_DATABASE",
                    "accounts",
                    "AUDIT_DATABASE",
                    "proofs",
                    "SWEEP_INTERVAL_MS",
                    2000,
                    "SHUTDOWN_TIMEOUT_MS",
                    3000)));

    assertThat(config)
        .isEqualTo(
            new AuthConfig("accounts", "proofs", Duration.ofSeconds(2), Duration.ofSeconds(3)));
  }

  @ParameterizedTest
  @CsvSource({
    "SWEEP_INTERVAL_MS, 99",
    "SHUTDOWN_TIMEOUT_MS, -1",
    "TOKEN_CLOCK_SKEW_SECONDS, -1",
    "REVOCATION_POLL_MS, 0",
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
    "LOGIN_REPORT_MS, 0",
    "ACCESS_TOKEN_TTL_SECONDS, 0",
    "REFRESH_IDLE_TTL_SECONDS, 0",
    "REFRESH_ABSOLUTE_TTL_SECONDS, 0",
    "REFRESH_GRACE_MS, 60001",
    "SESSION_RETENTION_SECONDS, 86399",
    "SESSION_RETENTION_SECONDS, 2591999"
  })
  void check_badValue_refusedInOneLineThatNamesTheKey(String key, String value) {
    Settings settings = TestSettings.with(Map.of(key, value));

    assertThatThrownBy(() -> new AuthProgram().check(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageNotContaining("\n");
  }
}
