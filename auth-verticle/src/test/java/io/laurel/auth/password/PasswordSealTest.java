package io.laurel.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class PasswordSealTest {
  private static final String PASSWORD = "correct-horse-battery";

  @Test
  void of_samePassword_same() {
    assertThat(seal("one").of(PASSWORD)).isEqualTo(seal("one").of(PASSWORD));
    assertThat(seal("one").of(PASSWORD)).isNotEqualTo(seal("one").of(PASSWORD + "!"));
  }

  @Test
  void of_otherKey_other() {
    assertThat(seal("one").of(PASSWORD)).isNotEqualTo(seal("two").of(PASSWORD));
  }

  private static PasswordSeal seal(String key) {
    return new PasswordSeal(
        new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
  }
}
