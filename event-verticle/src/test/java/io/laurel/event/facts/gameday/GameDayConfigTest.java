package io.laurel.event.facts.gameday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GameDayConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));

  @Test
  void of_defaults_midnightInSeoul() {
    assertThat(GameDayConfig.of(DEFAULTS))
        .isEqualTo(new GameDayConfig(ZoneId.of("Asia/Seoul"), LocalTime.MIDNIGHT));
  }

  @Test
  void of_allGiven_allTaken() {
    Settings settings =
        DEFAULTS.with("test", Map.of("GAME_DAY_ZONE", "Europe/Paris", "GAME_DAY_RESET", "05:30"));

    assertThat(GameDayConfig.of(settings))
        .isEqualTo(new GameDayConfig(ZoneId.of("Europe/Paris"), LocalTime.of(5, 30)));
  }

  @ParameterizedTest
  @CsvSource({
    "GAME_DAY_ZONE, Asia/Atlantis",
    "GAME_DAY_ZONE, '../etc'",
    "GAME_DAY_RESET, 24:00",
    "GAME_DAY_RESET, 5:00",
    "GAME_DAY_RESET, 05:00:30",
    "GAME_DAY_RESET, noon",
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> GameDayConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }
}
