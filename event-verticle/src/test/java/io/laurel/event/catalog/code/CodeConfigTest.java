package io.laurel.event.catalog.code;

import static io.laurel.event.Fixtures.CODE_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodeConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));
  private static final String NEWER = "Zt5Rk9WqA2vXn8LbC7mYp4HsJ1dFg6Ue";

  private static CodeConfig of(String keys) {
    return CodeConfig.of(DEFAULTS.with("test", Map.of("CODE_KEYS", keys)));
  }

  @Test
  void of_oneKey_that() {
    assertThat(of(CODE_KEY)).isEqualTo(new CodeConfig(List.of(CODE_KEY)));
  }

  @Test
  void of_aKeyALine_inTheirOrder() {
    assertThat(of(CODE_KEY + "\n" + NEWER + "\n").keys()).containsExactly(CODE_KEY, NEWER);
  }

  @Test
  void of_nothing_refused() {
    assertThatThrownBy(() -> CodeConfig.of(DEFAULTS))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "CODE_KEYS is required: set it in the environment, or CODE_KEYS_FILE to a file that"
                + " holds it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q8Xn2LkV5tRz7WmB4cYp9HsJ1dFg6Ta",
        "q8Xn2LkV5tRz7WmB4cYp9HsJ1dFg6TaE short",
        "change-me-laurel-coupon-code-key-00001",
        "00000000000000000000000000000000"
      })
  void of_tooShortOrASample_refusedInOneLineWithoutIt(String keys) {
    assertThatThrownBy(() -> of(keys))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("CODE_KEYS ")
        .hasMessageNotContaining(keys);
  }

  @Test
  void toString_neverAKey() {
    assertThat(of(CODE_KEY)).asString().doesNotContain(CODE_KEY);
  }
}
