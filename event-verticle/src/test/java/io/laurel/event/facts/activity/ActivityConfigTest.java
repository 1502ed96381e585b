package io.laurel.event.facts.activity;

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

final class ActivityConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));

  @Test
  void of_defaults_fiveWeeksAndAThousandSubjects() {
    assertThat(ActivityConfig.of(DEFAULTS))
        .isEqualTo(new ActivityConfig(Duration.ofDays(35), 1_000));
  }

  @Test
  void of_allGiven_allTaken() {
    Settings settings =
        DEFAULTS.with(
            "test", Map.of("ACTIVITY_MAX_AGE_DAYS", "7", "ACTIVITY_MAX_SUBJECTS_PER_DAY", "10000"));

    assertThat(ActivityConfig.of(settings))
        .isEqualTo(new ActivityConfig(Duration.ofDays(7), 10_000));
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVITY_MAX_AGE_DAYS, 0",
    "ACTIVITY_MAX_AGE_DAYS, 3651",
    "ACTIVITY_MAX_SUBJECTS_PER_DAY, 0",
    "ACTIVITY_MAX_SUBJECTS_PER_DAY, 10001",
    "ACTIVITY_MAX_SUBJECTS_PER_DAY, many",
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> ActivityConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }
}
