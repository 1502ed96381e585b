package io.laurel.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
  private static final String ID = "key_01K9XA2Z5S3V7Q8R1T4W6Y0B2D";

  @Test
  void of_anyId_shapeAndSumAsTheDesignHasThem() {
    for (int seed = 0; seed < 1_000; seed++) {
      String text = KeyText.of(ID, new Random(seed)).text();

      assertThat(text)
          .matches("lrl_01K9XA2Z5S3V7Q8R1T4W6Y0B2D_[A-Za-z0-9_-]{43}_[0-9A-Za-z]{6}")
          .hasSize(81);
      CRC32 crc = new CRC32();
      crc.update(text.substring(0, 75).getBytes(StandardCharsets.US_ASCII));
      assertThat(base62(text.substring(75))).isEqualTo(crc.getValue());
    }
  }

  private static long base62(String digits) {
    return digits
        .chars()
        .mapToLong("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"::indexOf)
        .reduce(0, (value, digit) -> value * 62 + digit);
  }

  /** Worked out apart from this code, with Python's {@code zlib.crc32}. */
  @Test
  void parse_knownVector_thatId() {
    String begin = "lrl_01K9XA2Z5S3V7Q8R1T4W6Y0B2D_" + "A".repeat(43) + "_";

    assertThat(KeyText.parse(begin + "4KyDsI")).map(KeyText::id).contains(ID);
  }

  @Test
  void parse_own_sameKey() {
    KeyText key = KeyText.of(ID, new SecureRandom());

    assertThat(KeyText.parse(key.text())).contains(key);
  }

  @Test
  void parse_oneCharacterOther_none() {
    String text = KeyText.of(ID, new Random(1)).text();

    assertThat(IntStream.range(0, text.length()))
        .allSatisfy(
            at -> {
              char other = text.charAt(at) == 'Q' ? 'R' : 'Q';
              String typo = text.substring(0, at) + other + text.substring(at + 1);
              assertThat(KeyText.parse(typo)).as(typo).isEmpty();
            });
  }

  @Test
  void parse_anythingElse_none() {
    String text = KeyText.of(ID, new Random(1)).text();

    assertThat(
            List.of(
                "",
                "lrl_",
                text + "A",
                text.substring(1),
                " " + text,
                text + "\n",
                text.toLowerCase(java.util.Locale.ROOT)))
        .allSatisfy(other -> assertThat(KeyText.parse(other)).isEmpty());
  }

  @Test
  void of_twoKeys_differInSecretAndHash() {
    Random random = new SecureRandom();

    assertThat(KeyText.of(ID, random).hash()).isNotEqualTo(KeyText.of(ID, random).hash());
  }

  @Test
  void toString_any_withoutTheSecret() {
    assertThat(KeyText.of(ID, new Random(1))).hasToString("KeyText[" + ID + "]");
  }
}
