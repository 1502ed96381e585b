package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RevocationConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("process", "mongo"));

  @Test
  void of_defaults_asInConf() {
    assertThat(RevocationConfig.of(DEFAULTS))
        .isEqualTo(new RevocationConfig("auth", Duration.ofMillis(500), Duration.ofSeconds(5)));
  }

  @Test
  void of_everyKey_taken() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "AUTH_DATABASE", "accounts",
                "REVOCATION_POLL_MS", 1_000,
                "REVOCATION_MAX_STALENESS_MS", 2_000));

    assertThat(RevocationConfig.of(settings))
        .isEqualTo(new RevocationConfig("accounts", Duration.ofSeconds(1), Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @CsvSource({
    "REVOCATION_POLL_MS, 9",
    "REVOCATION_POLL_MS, 60001",
    "REVOCATION_POLL_MS, 2501",
    "REVOCATION_MAX_STALENESS_MS, 99",
    "REVOCATION_MAX_STALENESS_MS, 999",
    "REVOCATION_MAX_STALENESS_MS, 600001"
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> RevocationConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
