package io.laurel.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.NumberFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Argon2HashTest {
  /** Made by the reference implementation's own test suite (phc-winner-argon2, test.c). */
  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  private static final String REFERENCE_TWO_LANES =
      "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";

  @Test
  void of_anyPassword_namesOurParameters() {
    assertThat(Argon2Hash.of("correct-horse-battery").encoded())
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
  }

  @Test
  void of_twice_otherSalt() {
    assertThat(Argon2Hash.of("correct-horse-battery").encoded())
        .isNotEqualTo(Argon2Hash.of("correct-horse-battery").encoded());
  }

  @Test
  void matches_ownPassword_onlyThat() {
    Argon2Hash hash = Argon2Hash.parse(Argon2Hash.of("correct-horse-battery").encoded());

    assertThat(hash.matches("correct-horse-battery")).isTrue();
    assertThat(hash.matches("correct-horse-batterz")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {REFERENCE, REFERENCE_TWO_LANES})
  void matches_referenceVector_agrees(String reference) {
    assertThat(Argon2Hash.parse(reference).matches("password")).isTrue();
    assertThat(Argon2Hash.parse(reference).encoded()).isEqualTo(reference);
  }

  @Test
  void matches_composedOtherwise_samePassword() {
    Argon2Hash hash = Argon2Hash.of("caf\u00e9-au-lait");

    assertThat(hash.matches("cafe\u0301-au-lait")).isTrue();
  }

  /** This module's tests run under a language with digits of its own. */
  @Test
  void of_languageWithOwnDigits_storedInAscii() {
    assertThat(NumberFormat.getIntegerInstance(Locale.getDefault()).format(1)).isEqualTo("\u0661");

    assertThat(Argon2Hash.of("correct-horse-battery").encoded()).matches("\\p{ASCII}+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"m=\u0662\u0665\u0666,t=\u0662,p=\u0661", "m=\u0968\u096b\u096c,t=2,p=1"})
  void parse_storedWithOwnDigits_samePassword(String parameters) {
    String stored = REFERENCE.replace("m=256,t=2,p=1", parameters);

    assertThat(Argon2Hash.parse(stored).matches("password")).isTrue();
    assertThat(Argon2Hash.parse(stored).matches("passwort")).isFalse();
    assertThat(Argon2Hash.parse(stored).encoded()).isEqualTo(REFERENCE);
    assertThat(Passwords.isOutdated(stored)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "correct-horse-battery",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=999,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=99$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$bm8"
      })
  void parse_noHashOrAbsurd_refusedWithoutItsText(String stored) {
    assertThatThrownBy(() -> Argon2Hash.parse(stored))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("$argon2");
  }
}
