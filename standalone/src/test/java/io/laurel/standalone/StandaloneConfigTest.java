package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StandaloneConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("standalone"));

  @Test
  void defaults() {
    assertThat(StandaloneConfig.of(DEFAULTS).data())
        .isEqualTo(Path.of(System.getProperty("user.dir"), "data"));
  }

  @Test
  void fullMapping() {
    Settings settings = DEFAULTS.with("test", Map.of("DATA_DIR", "/var/lib/laurel/../laurel"));

    assertThat(StandaloneConfig.of(settings).data()).isEqualTo(Path.of("/var/lib/laurel"));
  }

  @Test
  void badValue_namesItsKey() {
    Settings settings = DEFAULTS.with("test", Map.of("DATA_DIR", "a\u0000b"));

    assertThatThrownBy(() -> StandaloneConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("DATA_DIR");
  }

  @Test
  void clustered_unlessAsked_not() {
    Settings settings = Settings.defaults(new StandaloneProgram(false).settings());

    assertThat(settings.flag("CLUSTERED")).isFalse();
  }
}
