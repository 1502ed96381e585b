package io.laurel.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockedPasswordsTest {
  private final BlockedPasswords blocked = BlockedPasswords.load();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "12345678",
        "PASSWORD",
        "pAssWord1",
        "qwertyuiop",
        "iloveyou",
        "11234567"
      })
  void contain_common_inAnyCase(String password) {
    assertThat(blocked.contain(password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"correct-horse-battery", "password ", "# Licence: MIT", "", "비밀번호를 입력하세요"})
  void contain_others_not(String password) {
    assertThat(blocked.contain(password)).isFalse();
  }

  /** ASVS 5.0, 6.2.4 asks for the 3 000 most common ones that the length admits. */
  @Test
  void load_list_longEnough() {
    assertThat(blocked.size()).isEqualTo(11_611);
  }
}
