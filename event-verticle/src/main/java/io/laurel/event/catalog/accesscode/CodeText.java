package io.laurel.event.catalog.accesscode;

import java.util.Random;

/**
 * Codes as they are shown: 16 characters of Crockford's base 32, which has no I, L, O and U, in
 * groups of four.
 */
final class CodeText {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 16;
  private static final int GROUP = 4;
  private static final int SHOWN = 4;

  private CodeText() {}

  /** A code of 80 bits of {@code random}. */
  static String next(Random random) {
    byte[] chosen = new byte[LENGTH];
    random.nextBytes(chosen);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      if (i > 0 && i % GROUP == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(chosen[i] & ALPHABET.length() - 1));
    }
    return text.toString();
  }

  /** How a word ends: the last four characters, at most half of it. */
  static String end(String word) {
    int length = word.codePointCount(0, word.length());
    int shown = Math.min(SHOWN, length / 2);
    return word.substring(word.offsetByCodePoints(word.length(), -shown));
  }
}
