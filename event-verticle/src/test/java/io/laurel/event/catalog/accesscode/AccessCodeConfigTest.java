package io.laurel.event.catalog.accesscode;

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

final class AccessCodeConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));

  @Test
  void of_defaults_voidedWithinASecondAndUsedWithinFive() {
    assertThat(AccessCodeConfig.of(DEFAULTS))
        .isEqualTo(new AccessCodeConfig(1_000, Duration.ofMillis(500), Duration.ofSeconds(2)));
  }

  @Test
  void of_allGiven_allTaken() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "ACCESS_CODE_PAGE", 10,
                "ACCESS_BATCH_MAX_AGE_MS", 1_000,
                "ACCESS_USED_MAX_AGE_MS", 0));

    assertThat(AccessCodeConfig.of(settings))
        .isEqualTo(new AccessCodeConfig(10, Duration.ofSeconds(1), Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_CODE_PAGE, 0",
    "ACCESS_CODE_PAGE, 1001",
    "ACCESS_BATCH_MAX_AGE_MS, 1001",
    "ACCESS_USED_MAX_AGE_MS, 5001",
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> AccessCodeConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }
}
