package io.laurel.auth.apikey;

import io.laurel.security.Principal;
import io.laurel.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as its machine holds it: {@code lrl_}, the id's 26 characters, 256 random bits in base64url
 * and six characters of CRC-32 over everything before them, so that who scans for leaked secrets
 * knows one, and a typo costs no look into the database.
 *
 * @param id {@code key_…}
 * @param text all of it
 */
record KeyText(String id, String text) {
  private static final String MARK = "lrl_";
  private static final int SECRET_BYTES = 32;
  private static final int SUM_LENGTH = 6;
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int ID_LENGTH = 26;
  private static final Pattern SHAPE =
      Pattern.compile(
          MARK + "[0-9A-HJKMNP-TV-Z]{" + ID_LENGTH + "}_[A-Za-z0-9_-]{43}_[0-9A-Za-z]{6}");

  /** A new one for that id; its secret is of {@code random}. */
  static KeyText of(String id, Random random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String begin =
        MARK
            + id.substring(Principal.KEY_PREFIX.length())
            + "_"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(secret)
            + "_";
    return new KeyText(id, begin + sum(begin));
  }

  /** What a machine sent; empty where it can be no key. */
  static Optional<KeyText> parse(String text) {
    if (!SHAPE.matcher(text).matches()) {
      return Optional.empty();
    }
    int end = text.length() - SUM_LENGTH;
    String id = Principal.KEY_PREFIX + text.substring(MARK.length(), MARK.length() + ID_LENGTH);
    return sum(text.substring(0, end)).equals(text.substring(end))
        ? Optional.of(new KeyText(id, text))
        : Optional.empty();
  }

  /** CRC-32 (IEEE 802.3), its highest digit first. */
  private static String sum(String begin) {
    CRC32 crc = new CRC32();
    crc.update(begin.getBytes(StandardCharsets.US_ASCII));
    char[] sum = new char[SUM_LENGTH];
    long rest = crc.getValue();
    for (int i = SUM_LENGTH - 1; i >= 0; i--) {
      sum[i] = DIGITS.charAt((int) (rest % DIGITS.length()));
      rest /= DIGITS.length();
    }
    return new String(sum);
  }

  /** What is kept of it: with 256 random bits in it, nobody guesses what has this hash. */
  String hash() {
    return Sha256.text(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "KeyText[" + id + "]";
  }
}
