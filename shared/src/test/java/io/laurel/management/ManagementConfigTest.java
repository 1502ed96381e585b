package io.laurel.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagementConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("process"));

  @Test
  void defaults() {
    assertThat(ManagementConfig.of(DEFAULTS))
        .isEqualTo(new ManagementConfig("127.0.0.1", 9090, 100));
  }

  @Test
  void fullMapping() {
    var settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "MANAGEMENT_HOST", "10.0.0.1",
                "MANAGEMENT_PORT", "0",
                "MANAGEMENT_MAX_CONNECTIONS", "7"));

    assertThat(ManagementConfig.of(settings)).isEqualTo(new ManagementConfig("10.0.0.1", 0, 7));
  }

  @ParameterizedTest
  @CsvSource({"MANAGEMENT_PORT,65536", "MANAGEMENT_PORT,http", "MANAGEMENT_MAX_CONNECTIONS,0"})
  void badValue_namesItsKey(String key, String value) {
    var settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> ManagementConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
