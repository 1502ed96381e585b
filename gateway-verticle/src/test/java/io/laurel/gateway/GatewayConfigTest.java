package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.http.Connections;
import io.laurel.net.Network;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(new GatewayProgram().settings());

  @Test
  void of_defaults() {
    assertThat(GatewayConfig.of(DEFAULTS))
        .isEqualTo(
            new GatewayConfig(
                "127.0.0.1",
                8080,
                2,
                Duration.ofSeconds(10),
                4_096,
                16_384,
                Duration.ofSeconds(60),
                new Connections.Bounds(10_000, 500),
                List.of(),
                Set.of(),
                null,
                Duration.ofSeconds(10)));
  }

  @Test
  void of_everyKey() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.ofEntries(
                Map.entry("HTTP_HOST", "0.0.0.0"),
                Map.entry("HTTP_PORT", "0"),
                Map.entry("HTTP_INSTANCES", "4"),
                Map.entry("REQUEST_DEADLINE_MS", "500"),
                Map.entry("HTTP_MAX_URI_BYTES", "1000"),
                Map.entry("HTTP_MAX_HEADER_BYTES", "2000"),
                Map.entry("HTTP_IDLE_TIMEOUT_SECONDS", "1"),
                Map.entry("HTTP_MAX_CONNECTIONS", "7"),
                Map.entry("HTTP_MAX_CONNECTIONS_PER_ADDRESS", "3"),
                Map.entry("TRUSTED_PROXIES", "10.0.0.0/8, ::1"),
                Map.entry("CORS_ORIGINS", "https://game.example, http://localhost:3000"),
                Map.entry("SHUTDOWN_TIMEOUT_MS", "0")));
    assertThat(GatewayConfig.of(settings))
        .isEqualTo(
            new GatewayConfig(
                "0.0.0.0",
                0,
                4,
                Duration.ofMillis(500),
                1_000,
                2_000,
                Duration.ofSeconds(1),
                new Connections.Bounds(7, 3),
                List.of(Network.parse("10.0.0.0/8"), Network.parse("::1")),
                Set.of("https://game.example", "http://localhost:3000"),
                null,
                Duration.ZERO));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP_PORT, 65536",
    "HTTP_PORT, http",
    "HTTP_INSTANCES, 0",
    "REQUEST_DEADLINE_MS, 0",
    "HTTP_MAX_URI_BYTES, 1",
    "HTTP_MAX_HEADER_BYTES, -1",
    "HTTP_IDLE_TIMEOUT_SECONDS, 0",
    "TRUSTED_PROXIES, proxy.example.com",
    "TRUSTED_PROXIES, 10.0.0.0/33",
    "TRUSTED_PROXIES, 10.0.0.0/",
    "TRUSTED_PROXIES, '10.0.0.1,,::1'",
    "TRUSTED_PROXIES, ::/129",
    "CORS_ORIGINS, *",
    "CORS_ORIGINS, 'null'",
    "CORS_ORIGINS, 'https://a.example,*'",
    "CORS_ORIGINS, https://*.example",
    "CORS_ORIGINS, https://a.example/",
    "CORS_ORIGINS, a.example",
    "HTTPS_CERTIFICATE, /nowhere/certificate.pem",
    "HTTPS_KEY, /nowhere/key.pem",
    "HTTPS_CERTIFICATE_POLL_MS, 0"
  })
  void of_badValue_namesTheKey(String key, String value) {
    assertThatThrownBy(() -> GatewayConfig.of(DEFAULTS.with("test", Map.of(key, value))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  @Test
  void of_idleTimeoutShorterThanTheDeadline_isRefused() {
    Settings settings = DEFAULTS.with("test", Map.of("HTTP_IDLE_TIMEOUT_SECONDS", 10));
    assertThatThrownBy(() -> GatewayConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("REQUEST_DEADLINE_MS");
  }

  @Test
  void everyKeyOfTheFile_isRead() {
    assertThat(Settings.defaults(List.of("gateway")).keys())
        .containsExactlyInAnyOrder(
            "HTTP_HOST",
            "HTTP_PORT",
            "HTTP_INSTANCES",
            "REQUEST_DEADLINE_MS",
            "CALL_MIN_IN_FLIGHT",
            "CALL_MAX_IN_FLIGHT",
            "CALL_CIRCUIT_FAILURES",
            "CALL_CIRCUIT_OPEN_MS",
            "HTTP_MAX_URI_BYTES",
            "HTTP_MAX_HEADER_BYTES",
            "HTTP_IDLE_TIMEOUT_SECONDS",
            "HTTP_MAX_CONNECTIONS",
            "HTTP_MAX_CONNECTIONS_PER_ADDRESS",
            "HTTP_MAX_BUFFERED_BYTES",
            "HTTP_MAX_DRAINED_BYTES",
            "HTTP_DRAIN_TIMEOUT_MS",
            "TRUSTED_PROXIES",
            "CORS_ORIGINS",
            "HTTPS_CERTIFICATE",
            "HTTPS_KEY",
            "HTTPS_CERTIFICATE_POLL_MS");
  }
}
