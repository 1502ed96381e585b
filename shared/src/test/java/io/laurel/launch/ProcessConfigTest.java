package io.laurel.launch;

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

class ProcessConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("process"));

  private static ProcessConfig of(Map<String, String> values) {
    return ProcessConfig.of(DEFAULTS.with("test", values));
  }

  @Test
  void defaults() {
    assertThat(of(Map.of()))
        .isEqualTo(new ProcessConfig(true, Duration.ZERO, Duration.ofSeconds(10)));
  }

  @Test
  void fullMapping() {
    assertThat(
            of(
                Map.of(
                    "CLUSTERED", "false",
                    "SHUTDOWN_DELAY_MS", "5000",
                    "SHUTDOWN_TIMEOUT_MS", "20000")))
        .isEqualTo(new ProcessConfig(false, Duration.ofSeconds(5), Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @CsvSource({
    "CLUSTERED,maybe",
    "SHUTDOWN_DELAY_MS,-1",
    "SHUTDOWN_DELAY_MS,10000",
    "SHUTDOWN_TIMEOUT_MS,0",
    "SHUTDOWN_TIMEOUT_MS,soon"
  })
  void badValue_namesItsKey(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
