package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyConfigTest {
  /** The largest body of the contract. */
  private static final int LARGEST = 4_194_304;

  private static BodyConfig of(Map<String, ?> settings) {
    return BodyConfig.of(TestGateway.settings(settings), TestGateway.CONTRACT);
  }

  @Test
  void of_defaults() {
    long heap = Runtime.getRuntime().maxMemory();
    assertThat(of(Map.of()))
        .isEqualTo(new BodyConfig(Math.max(LARGEST, heap / 10), 65_536, Duration.ofSeconds(5)));
  }

  @Test
  void of_everyKey() {
    assertThat(
            of(
                Map.of(
                    "HTTP_MAX_BUFFERED_BYTES", "5000000000",
                    "HTTP_MAX_DRAINED_BYTES", "0",
                    "HTTP_DRAIN_TIMEOUT_MS", "1")))
        .isEqualTo(new BodyConfig(5_000_000_000L, 0, Duration.ofMillis(1)));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_MAX_BUFFERED_BYTES, 4194303",
    "HTTP_MAX_BUFFERED_BYTES, -1",
    "HTTP_MAX_BUFFERED_BYTES, 10%",
    "HTTP_MAX_DRAINED_BYTES, -1",
    "HTTP_DRAIN_TIMEOUT_MS, 0"
  })
  void of_badValue_namesTheKey(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void of_lessThanTheLargestBody_namesIt() {
    assertThatThrownBy(() -> of(Map.of("HTTP_MAX_BUFFERED_BYTES", LARGEST - 1)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(Integer.toString(LARGEST));
  }
}
