package io.laurel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("process", "mongo"));

  private static Settings with(String key, Object value) {
    return DEFAULTS.with("test", Map.of(key, value));
  }

  @Test
  void with_unknownKey_namesSourceAndKey() {
    assertThatThrownBy(() -> with("MONGO_URL", "x"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("test: unknown key MONGO_URL");
  }

  @Test
  void with_leavesTheFormerAlone() {
    with("TOKEN_ISSUER", "other");

    assertThat(DEFAULTS.text("TOKEN_ISSUER")).isEqualTo("laurel");
  }

  @Test
  void text_surroundedBySpace_stripped() {
    assertThat(with("TOKEN_ISSUER", " other\n").text("TOKEN_ISSUER")).isEqualTo("other");
  }

  @Test
  void text_absent_saysHowToSetIt() {
    assertThatThrownBy(() -> DEFAULTS.text("MONGODB_URI"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContainingAll("MONGODB_URI is required", "MONGODB_URI_FILE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void textOrNull_blank_null(String blank) {
    assertThat(with("MONGODB_URI", blank).textOrNull("MONGODB_URI")).isNull();
  }

  @Test
  void text_keyThatNoFileNames_isAProgrammingError() {
    assertThatThrownBy(() -> DEFAULTS.text("HTTP_PORT")).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "x", "1.5", "99999999999"})
  void integer_outOfRange_saysTheRange(String value) {
    Settings settings = with("MANAGEMENT_PORT", value);

    assertThatThrownBy(() -> settings.integer("MANAGEMENT_PORT", 1, 9))
        .isInstanceOf(ConfigException.class)
        .hasMessage("MANAGEMENT_PORT takes a whole number from 1 to 9, not " + value);
  }

  @Test
  void millis_numberInFileOrText_same() {
    assertThat(with("SHUTDOWN_TIMEOUT_MS", 250).millis("SHUTDOWN_TIMEOUT_MS", 0, 1_000))
        .isEqualTo(with("SHUTDOWN_TIMEOUT_MS", "250").millis("SHUTDOWN_TIMEOUT_MS", 0, 1_000))
        .isEqualTo(Duration.ofMillis(250));
  }

  @Test
  void flag_neitherTrueNorFalse_refused() {
    Settings settings = with("CLUSTERED", "TRUE");

    assertThatThrownBy(() -> settings.flag("CLUSTERED"))
        .isInstanceOf(ConfigException.class)
        .hasMessage("CLUSTERED takes true or false, not TRUE");
  }
}
