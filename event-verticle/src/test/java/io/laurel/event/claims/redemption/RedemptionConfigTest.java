package io.laurel.event.claims.redemption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.throttle.BackoffRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedemptionConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));

  @Test
  void of_defaults_asTheDesignHasThem() {
    Duration first = Duration.ofSeconds(1);
    Duration longest = Duration.ofMinutes(15);

    assertThat(RedemptionConfig.of(DEFAULTS))
        .isEqualTo(
            new RedemptionConfig(
                new BackoffRule(5, Duration.ofDays(1), first, longest),
                new BackoffRule(51, Duration.ofHours(1), first, longest),
                200,
                Duration.ofMillis(100),
                Duration.ofSeconds(5)));
  }

  @Test
  void of_allGiven_allTaken() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "ACCESS_TRIES_FREE", 3,
                "ACCESS_TRIES_KEPT_SECONDS", 60,
                "ACCESS_TRIES_WAIT_SECONDS", 2,
                "ACCESS_TRIES_MAX_WAIT_SECONDS", 9,
                "ACCESS_TRIES_ADDRESS_PLAYERS", 7,
                "ACCESS_TRIES_ADDRESS_WINDOW_SECONDS", 30,
                "ACCESS_TRIES_QUEUE", 4,
                "ACCESS_REFUSAL_MS", 0,
                "ACCESS_USED_UP_MS", 1));
    Duration first = Duration.ofSeconds(2);
    Duration longest = Duration.ofSeconds(9);

    assertThat(RedemptionConfig.of(settings))
        .isEqualTo(
            new RedemptionConfig(
                new BackoffRule(3, Duration.ofSeconds(60), first, longest),
                new BackoffRule(8, Duration.ofSeconds(30), first, longest),
                4,
                Duration.ZERO,
                Duration.ofMillis(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS_TRIES_FREE, 0",
    "ACCESS_TRIES_KEPT_SECONDS, 0",
    "ACCESS_TRIES_WAIT_SECONDS, 0",
    "ACCESS_TRIES_MAX_WAIT_SECONDS, 86401",
    "ACCESS_TRIES_ADDRESS_PLAYERS, none",
    "ACCESS_TRIES_ADDRESS_WINDOW_SECONDS, -1",
    "ACCESS_TRIES_QUEUE, 0",
    "ACCESS_REFUSAL_MS, 2001",
    "ACCESS_USED_UP_MS, 5001",
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> RedemptionConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }
}
