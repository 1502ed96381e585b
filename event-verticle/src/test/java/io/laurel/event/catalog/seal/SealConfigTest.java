package io.laurel.event.catalog.seal;

import static io.laurel.event.Fixtures.SEAL_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SealConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("event"));
  private static final String NEWER = "Zt5Rk9WqA2vXn8LbC7mYp4HsJ1dFg6Ue";

  private static SealConfig of(String keys) {
    return of(Map.of("SEAL_KEYS", keys));
  }

  private static SealConfig of(Map<String, String> settings) {
    return SealConfig.of(DEFAULTS.with("test", settings));
  }

  @Test
  void of_oneKey_that() {
    assertThat(of(SEAL_KEY)).isEqualTo(new SealConfig(List.of(SEAL_KEY)));
  }

  @Test
  void of_aKeyALine_inTheirOrder() {
    assertThat(of(SEAL_KEY + "\n" + NEWER + "\n").keys()).containsExactly(SEAL_KEY, NEWER);
  }

  @Test
  void of_theOldName_stillWorks() {
    assertThat(of(Map.of("CODE_KEYS", SEAL_KEY + "\n" + NEWER)))
        .isEqualTo(of(SEAL_KEY + "\n" + NEWER));
  }

  @Test
  void of_bothNamesAndTheSame_that() {
    assertThat(of(Map.of("CODE_KEYS", SEAL_KEY, "SEAL_KEYS", SEAL_KEY + "\n")))
        .isEqualTo(of(SEAL_KEY));
  }

  /** Whichever was passed over, what it sealed would be lost. */
  @Test
  void of_bothNamesAndDifferent_refused() {
    assertThatThrownBy(() -> of(Map.of("CODE_KEYS", SEAL_KEY, "SEAL_KEYS", NEWER)))
        .isInstanceOf(ConfigException.class)
        .hasMessage("SEAL_KEYS and CODE_KEYS, its old name, differ; move all keys to SEAL_KEYS");
  }

  @Test
  void of_nothing_refused() {
    assertThatThrownBy(() -> SealConfig.of(DEFAULTS))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "SEAL_KEYS is required: set it in the environment, or SEAL_KEYS_FILE to a file that"
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
    for (String name : List.of("SEAL_KEYS", "CODE_KEYS")) {
      assertThatThrownBy(() -> of(Map.of(name, keys)))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith(name + " ")
          .hasMessageNotContaining(keys);
    }
  }

  @Test
  void toString_neverAKey() {
    assertThat(of(SEAL_KEY)).asString().doesNotContain(SEAL_KEY);
  }
}
