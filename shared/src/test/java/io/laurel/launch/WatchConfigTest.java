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

class WatchConfigTest {
  private static WatchConfig of(Map<String, String> values) {
    return WatchConfig.of(Settings.defaults(List.of("cluster")).with("test", values));
  }

  @Test
  void defaults() {
    assertThat(of(Map.of()))
        .isEqualTo(new WatchConfig(Duration.ofSeconds(2), 10, 60, 20, Duration.ofSeconds(3)));
  }

  @Test
  void fullMapping() {
    assertThat(
            of(
                Map.of(
                    "CLUSTER_PROBE_MS",
                    "500",
                    "CLUSTER_PROBE_MISSES",
                    "4",
                    "CLUSTER_START_PROBE_MISSES",
                    "7",
                    "CLUSTER_ORPHAN_PROBES",
                    "8",
                    "CLUSTER_SILENCE_MS",
                    "900")))
        .isEqualTo(new WatchConfig(Duration.ofMillis(500), 4, 7, 8, Duration.ofMillis(900)));
  }

  @ParameterizedTest
  @CsvSource({
    "CLUSTER_PROBE_MS,0",
    "CLUSTER_PROBE_MISSES,1",
    "CLUSTER_PROBE_MISSES,never",
    "CLUSTER_START_PROBE_MISSES,2",
    "CLUSTER_ORPHAN_PROBES,2",
    "CLUSTER_SILENCE_MS,100"
  })
  void badValue_namesItsKey(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
