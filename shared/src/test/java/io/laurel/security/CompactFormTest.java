package io.laurel.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactFormTest {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  @Test
  void isCanonical_whatAnEncoderWrites_isTaken() {
    Random random = new Random(7);
    for (int length = 1; length < 64; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String part = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

      assertThat(CompactForm.isCanonical(part + "." + part + "." + part)).as(part).isTrue();
    }
  }

  /** Of all spellings that decode to the same bytes exactly one is taken. */
  @Test
  void isCanonical_spellingsThatDecodeAlike_oneOfThem() {
    for (String begin : new String[] {"A", "AA", "AAAAA", "AAAAAA"}) {
      for (int last = 0; last < ALPHABET.length(); last++) {
        String part = begin + ALPHABET.charAt(last);
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        boolean canonical =
            Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part);

        assertThat(CompactForm.isCanonical("AAAA.AAAA." + part)).as(part).isEqualTo(canonical);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "AAAA",
        "AAAA.AAAA",
        "AAAA.AAAA.",
        ".AAAA.AAAA",
        "AAAA..AAAA",
        "AAAA.AAAA.AAAA.",
        "AAAA.AAAA.AAAA.AAAA",
        "AAAA.AAAA.A",
        "AAAA.AAAA.AA==",
        "AAAA.AAAA.AAA ",
        "AAAA.AAAA.AA\nA",
        "AAAA.AAAA.AA+A",
        "AAAA.AAAA.AA/A",
        "AAAA.AAAA.AA\u0141A",
        "A.AAAA.AAAA"
      })
  void isCanonical_anythingElse_isRefused(String token) {
    assertThat(CompactForm.isCanonical(token)).isFalse();
  }
}
