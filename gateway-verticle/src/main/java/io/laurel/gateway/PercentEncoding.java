package io.laurel.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986), strict: what is not well-formed UTF-8 is refused, not replaced. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** A path segment, decoded once; {@code +} is itself. */
  static String segment(String text) {
    return decode(text, false);
  }

  /** A name or value of a query, decoded once; {@code +} is a space. */
  static String query(String text) {
    return decode(text, true);
  }

  /**
   * Decodes.
   *
   * @throws IllegalArgumentException for what no encoder writes
   */
  private static String decode(String text, boolean plusIsSpace) {
    ByteBuffer bytes = ByteBuffer.allocate(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        throw new IllegalArgumentException("not encoded");
      } else if (c == '%') {
        bytes.put((byte) (digit(text, i + 1) << 4 | digit(text, i + 2)));
        i += 2;
      } else {
        bytes.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static int digit(String text, int index) {
    // ASCII digits only: Character.digit alone also knows others.
    int digit =
        index < text.length() && text.charAt(index) < 0x80
            ? Character.digit(text.charAt(index), 16)
            : -1;
    if (digit < 0) {
      throw new IllegalArgumentException("no hexadecimal digit");
    }
    return digit;
  }
}
