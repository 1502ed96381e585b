package io.laurel.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityConfigTest {
  private static final Settings DEFAULTS =
      Settings.defaults(List.of("process"))
          .with("test", Map.of("AUTH_SIGNING_KEYS", "/run/secrets/keys"));

  @Test
  void defaults() {
    assertThat(SecurityConfig.of(DEFAULTS))
        .isEqualTo(
            new SecurityConfig(
                Path.of("/run/secrets/keys"),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                "laurel",
                "laurel",
                Duration.ofSeconds(60),
                10_000));
  }

  @Test
  void keysNotGiven_required() {
    Settings none = Settings.defaults(List.of("process"));

    assertThatThrownBy(() -> SecurityConfig.of(none))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("AUTH_SIGNING_KEYS is required");
  }

  @Test
  void fullMapping() {
    Settings settings =
        DEFAULTS.with(
            "test",
            Map.of(
                "TOKEN_KEY_POLL_MS", "500",
                "TOKEN_KEY_ACTIVATION_SECONDS", "1",
                "TOKEN_ISSUER", "https://id.example.org",
                "TOKEN_AUDIENCE", "games",
                "TOKEN_CLOCK_SKEW_SECONDS", "5",
                "TOKEN_CACHE_SIZE", "1"));

    assertThat(SecurityConfig.of(settings))
        .isEqualTo(
            new SecurityConfig(
                Path.of("/run/secrets/keys"),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                "https://id.example.org",
                "games",
                Duration.ofSeconds(5),
                1));
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN_KEY_POLL_MS,99",
    "TOKEN_KEY_ACTIVATION_SECONDS,0",
    "TOKEN_KEY_ACTIVATION_SECONDS,3",
    "TOKEN_CLOCK_SKEW_SECONDS,-1",
    "TOKEN_CLOCK_SKEW_SECONDS,601",
    "TOKEN_CACHE_SIZE,0"
  })
  void badValue_namesItsKey(String key, String value) {
    Settings settings = DEFAULTS.with("test", Map.of(key, value));

    assertThatThrownBy(() -> SecurityConfig.of(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }
}
