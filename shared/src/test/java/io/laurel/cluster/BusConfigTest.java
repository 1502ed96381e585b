package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("cluster"));
  private static final Map<String, String> FILES =
      Map.of("BUS_CERTIFICATE", "/c.pem", "BUS_KEY", "/k.pem", "BUS_CA", "/a.pem");

  private static BusConfig of(Map<String, String> values) {
    return BusConfig.of(DEFAULTS.with("test", values));
  }

  @Test
  void defaults_ofTheRest() {
    assertThat(of(FILES))
        .isEqualTo(
            new BusConfig(
                new BusConfig.Files(Path.of("/c.pem"), Path.of("/k.pem"), Path.of("/a.pem")),
                Duration.ofSeconds(5),
                Duration.ofHours(12),
                32 * 1024 * 1024));
  }

  @Test
  void fullMapping() {
    Map<String, String> values = new HashMap<>(FILES);
    values.put("BUS_CERTIFICATE_POLL_MS", "200");
    values.put("BUS_LINK_MAX_AGE_SECONDS", "60");
    values.put("BUS_MAX_MESSAGE_BYTES", "9000000");

    BusConfig config = of(values);

    assertThat(config.poll()).isEqualTo(Duration.ofMillis(200));
    assertThat(config.linkAge()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.maxMessage()).isEqualTo(9_000_000);
  }

  @Test
  void noFiles_refusedInOneLine() {
    assertThatThrownBy(() -> of(Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll(
            "BUS_CERTIFICATE", "BUS_KEY", "BUS_CA", "deploy/certificates", "CLUSTER_INSECURE=true")
        .hasMessageNotContaining("\n");
  }

  @Test
  void noFiles_saidToBeInsecure_none() {
    assertThat(of(Map.of("CLUSTER_INSECURE", "true"))).isNull();
  }

  @Test
  void files_saidToBeInsecure_count() {
    Map<String, String> values = new HashMap<>(FILES);
    values.put("CLUSTER_INSECURE", "true");

    assertThat(of(values)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"BUS_CERTIFICATE", "BUS_KEY", "BUS_CA"})
  void oneFileMissing_named(String missing) {
    Map<String, String> values = new HashMap<>(FILES);
    values.remove(missing);
    values.put("CLUSTER_INSECURE", "true");

    assertThatThrownBy(() -> of(values))
        .isInstanceOf(ConfigException.class)
        .hasMessageEndingWith("missing " + missing);
  }

  @ParameterizedTest
  @CsvSource({
    "CLUSTER_INSECURE,yes",
    "BUS_CERTIFICATE_POLL_MS,0",
    "BUS_LINK_MAX_AGE_SECONDS,0",
    "BUS_LINK_MAX_AGE_SECONDS,43201",
    "BUS_MAX_MESSAGE_BYTES,1000"
  })
  void badValue_namesItsKey(String key, String value) {
    Map<String, String> values = new HashMap<>(FILES);
    values.put(key, value);

    assertThatThrownBy(() -> of(values))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
