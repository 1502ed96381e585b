package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CircuitConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));

  @Test
  void of_defaults_fiveFailures() {
    assertThat(CircuitConfig.of(DEFAULTS))
        .isEqualTo(new CircuitConfig(5, Duration.ofSeconds(10), Duration.ofMinutes(5)));
  }

  @Test
  void of_allGiven_allTaken() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "DELIVERY_CIRCUIT_FAILURES", 3,
                "DELIVERY_CIRCUIT_MIN_SECONDS", 7,
                "DELIVERY_CIRCUIT_MAX_SECONDS", 7));

    assertThat(CircuitConfig.of(settings))
        .isEqualTo(new CircuitConfig(3, Duration.ofSeconds(7), Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERY_CIRCUIT_FAILURES, 0",
    "DELIVERY_CIRCUIT_FAILURES, few",
    "DELIVERY_CIRCUIT_MIN_SECONDS, 0",
    "DELIVERY_CIRCUIT_MAX_SECONDS, 0",
    "DELIVERY_CIRCUIT_MAX_SECONDS, 9",
    "DELIVERY_CIRCUIT_MAX_SECONDS, 86401"
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> CircuitConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void wait_eachOpening_doublesUpToTheLongest() {
    CircuitConfig config = CircuitConfig.of(DEFAULTS);

    assertThat(IntStream.rangeClosed(1, 8).mapToObj(config::wait).map(Duration::toSeconds))
        .containsExactly(10L, 20L, 40L, 80L, 160L, 300L, 300L, 300L);
    assertThat(config.wait(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
  }
}
