package io.laurel.bus;

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

class CallConfigTest {
  private static CallConfig of(Map<String, String> values) {
    return CallConfig.of(Settings.defaults(List.of("gateway")).with("test", values));
  }

  @Test
  void defaults() {
    assertThat(of(Map.of())).isEqualTo(new CallConfig(8, 1_000, 20, Duration.ofSeconds(1)));
  }

  @Test
  void fullMapping() {
    assertThat(
            of(
                Map.of(
                    "CALL_MIN_IN_FLIGHT", "4",
                    "CALL_MAX_IN_FLIGHT", "5",
                    "CALL_CIRCUIT_FAILURES", "6",
                    "CALL_CIRCUIT_OPEN_MS", "7")))
        .isEqualTo(new CallConfig(4, 5, 6, Duration.ofMillis(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "CALL_MIN_IN_FLIGHT,0",
    "CALL_MAX_IN_FLIGHT,0",
    "CALL_CIRCUIT_FAILURES,0",
    "CALL_CIRCUIT_OPEN_MS,0",
    "CALL_CIRCUIT_OPEN_MS,soon"
  })
  void badValue_namesItsKey(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
