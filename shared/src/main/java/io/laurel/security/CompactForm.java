package io.laurel.security;

/**
 * The one spelling of a signed token (RFC 7515, section 7.1): three parts in base64url without
 * padding, line breaks or bits that decode to nothing. Decoders take more than that, so that one
 * token had many spellings, and whatever is kept by its text (a cache, a list of those refused)
 * missed all but one.
 */
public final class CompactForm {
  private static final int MAX_LENGTH = 4_096;
  private static final int PARTS = 3;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private CompactForm() {}

  /** Whether the token is spelled so, and no longer than any of ours. */
  static boolean isCanonical(String token) {
    return isCanonical(token, MAX_LENGTH);
  }

  /** Whether the token is spelled so, in no more than that many characters. */
  public static boolean isCanonical(String token, int maxLength) {
    if (token.length() > maxLength) {
      return false;
    }
    int parts = 0;
    int begin = 0;
    while (begin <= token.length()) {
      int dot = token.indexOf('.', begin);
      int end = dot < 0 ? token.length() : dot;
      if (++parts > PARTS || !isBase64(token, begin, end)) {
        return false;
      }
      begin = end + 1;
    }
    return parts == PARTS;
  }

  private static boolean isBase64(String token, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (ALPHABET.indexOf(token.charAt(i)) < 0) {
        return false;
      }
    }
    int last = end == begin ? -1 : ALPHABET.indexOf(token.charAt(end - 1));
    return switch ((end - begin) % 4) {
      case 0 -> last >= 0;
      case 2 -> (last & 0b1111) == 0;
      case 3 -> (last & 0b11) == 0;
      default -> false;
    };
  }
}
