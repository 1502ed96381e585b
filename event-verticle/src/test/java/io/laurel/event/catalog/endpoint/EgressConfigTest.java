package io.laurel.event.catalog.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.net.EgressPolicy;
import io.laurel.net.Network;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EgressConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));

  @Test
  void of_defaults_httpsToTheInternet() {
    assertThat(EgressConfig.of(DEFAULTS).policy())
        .isEqualTo(new EgressPolicy(false, List.of(), Set.of(443, 80)));
  }

  @Test
  void of_allGiven_allTaken() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "DELIVERY_ALLOW_HTTP", "true",
                "DELIVERY_ALLOWED_NETWORKS", "10.0.0.0/8, ::1",
                "DELIVERY_ALLOWED_PORTS", "8443, 9000"));

    assertThat(EgressConfig.of(settings).policy())
        .isEqualTo(
            new EgressPolicy(
                true,
                List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")),
                Set.of(8443, 9000)));
  }

  @Test
  void of_samePortTwice_taken() {
    Settings settings = DEFAULTS.with("test", Map.of("DELIVERY_ALLOWED_PORTS", "9000,9000"));

    assertThat(EgressConfig.of(settings).policy().ports()).containsExactly(9000);
  }

  @ParameterizedTest
  @CsvSource({
    "DELIVERY_ALLOW_HTTP, yes",
    "DELIVERY_ALLOWED_NETWORKS, game.example.com",
    "DELIVERY_ALLOWED_NETWORKS, 10.0.0.0/33",
    "DELIVERY_ALLOWED_NETWORKS, '10.0.0.0/8,'",
    "DELIVERY_ALLOWED_NETWORKS, 10.0.0.0/8 ::1",
    "DELIVERY_ALLOWED_PORTS, 0",
    "DELIVERY_ALLOWED_PORTS, 65536",
    "DELIVERY_ALLOWED_PORTS, https",
    "DELIVERY_ALLOWED_PORTS, '443,'"
  })
  void of_badValue_namesTheKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> EgressConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(value);
  }
}
