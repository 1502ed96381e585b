package io.laurel.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BcryptHashTest {
  private static final byte[] SALT = "sixteen bytes ..".getBytes(StandardCharsets.US_ASCII);

  /** Published vectors of jBCrypt (Damien Miller), which are those of OpenBSD. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "abc $2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "abcdefghijklmnopqrstuvwxyz $2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC"
      })
  void matches_publishedVector_agrees(String password, String stored) {
    BcryptHash hash = BcryptHash.parse(stored, 14);

    assertThat(hash.matches(password)).isTrue();
    assertThat(hash.matches(password + "x")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2a", "2b"})
  void matches_bothVersions_agreeWithAnotherImplementation(String version) {
    BcryptHash hash = BcryptHash.parse(bcrypt(version, "correct-horse-battery"), 14);

    assertThat(hash.matches("correct-horse-battery")).isTrue();
    assertThat(hash.matches("correct-horse-batterz")).isFalse();
  }

  /** Three bytes of UTF-8 a character: the limit is not one of characters. */
  @Test
  void matches_longPassword_first72BytesCount() {
    String seventyTwo = "가".repeat(24);
    BcryptHash hash = BcryptHash.parse(bcrypt("2b", seventyTwo + "나"), 14);

    assertThat(hash.matches(seventyTwo + "나")).isTrue();
    assertThat(hash.matches(seventyTwo + "something else")).isTrue();
    assertThat(hash.matches("가".repeat(23))).isFalse();
    assertThat(hash.matches("가".repeat(23) + "나")).isFalse();
  }

  @Test
  void matches_71Bytes_endsThere() {
    String text = "a".repeat(71);
    BcryptHash hash = BcryptHash.parse(bcrypt("2b", text), 14);

    assertThat(hash.matches(text)).isTrue();
    assertThat(hash.matches(text + "a")).isFalse();
  }

  @Test
  void matches_composedOtherwise_rawAndNormalized() {
    BcryptHash ofRaw = BcryptHash.parse(bcrypt("2b", "cafe\u0301-au-lait"), 14);
    BcryptHash ofNormalized = BcryptHash.parse(bcrypt("2b", "caf\u00e9-au-lait"), 14);

    assertThat(ofRaw.matches("cafe\u0301-au-lait")).isTrue();
    assertThat(ofNormalized.matches("cafe\u0301-au-lait")).isTrue();
    assertThat(ofNormalized.matches("caf\u00e9-au-lait")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$2a$",
        "correct-horse-battery",
        "$2y$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "$2a$03$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "$2a$11$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "$2a$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0",
        "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i\n",
        "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8+yx.jNN1ILEf7h0i"
      })
  void parse_noHashOrTooDear_refusedWithoutItsText(String stored) {
    assertThatThrownBy(() -> BcryptHash.parse(stored, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("If6bvum7");
  }

  private static String bcrypt(String version, String password) {
    return OpenBSDBCrypt.generate(version, password.toCharArray(), SALT, 4);
  }
}
