package io.laurel.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TracingConfigTest {
  private static TracingConfig with(Map<String, ?> settings) {
    return TracingConfig.of(Settings.defaults(List.of("process")).with("test", settings));
  }

  @Test
  void of_defaults_tracesNothing() {
    assertThat(with(Map.of())).isEqualTo(new TracingConfig(null, 1, 2048));
  }

  @Test
  void of_allSet_readsThem() {
    assertThat(
            with(
                Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/",
                    "OTEL_TRACES_SAMPLER_ARG", "0.25",
                    "OTEL_BSP_MAX_QUEUE_SIZE", 4096)))
        .isEqualTo(new TracingConfig("http://collector:4318/v1/traces", 0.25, 4096));
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector:4318", "ftp://collector", "/traces", "http://"})
  void endpoint_noUrl_refused(String endpoint) {
    assertThatThrownBy(() -> with(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "NaN", "half"})
  void ratio_outOfBounds_refused(String ratio) {
    assertThatThrownBy(() -> with(Map.of("OTEL_TRACES_SAMPLER_ARG", ratio)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("OTEL_TRACES_SAMPLER_ARG");
  }
}
