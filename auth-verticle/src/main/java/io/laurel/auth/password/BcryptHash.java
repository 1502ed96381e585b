package io.laurel.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * The bcrypt hash of a password that was set elsewhere, {@code $2a$} or {@code $2b$} (Provos and
 * Mazières 1999, as OpenBSD writes it). None is made here: a login replaces it by Argon2id.
 */
final class BcryptHash implements PasswordHash {
  private static final Pattern TEXT =
      Pattern.compile("\\$2[ab]\\$(\\d\\d)\\$([./A-Za-z0-9]{22})([./A-Za-z0-9]{31})");
  private static final String PREFIX = "$2";
  private static final int MIN_COST = 4;

  /** More bytes of a password than these do not count; a shorter one ends in a zero byte. */
  private static final int MAX_BYTES = 72;

  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final int cost;
  private final byte[] salt;
  private final byte[] hash;

  private BcryptHash(int cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /** Whether a stored hash is to be read as this kind. */
  static boolean looksLike(String stored) {
    return stored.startsWith(PREFIX);
  }

  /**
   * Reads a stored hash.
   *
   * @param maxCost the time it takes doubles with each; at 10 some 60 ms
   * @throws IllegalArgumentException where it is none, or its cost is out of bounds
   */
  static BcryptHash parse(String stored, int maxCost) {
    Matcher matcher = TEXT.matcher(stored);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("it is no bcrypt hash");
    }
    int cost = Integer.parseInt(matcher.group(1));
    if (cost < MIN_COST || cost > maxCost) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "its bcrypt cost %d is not from %d to %d", cost, MIN_COST, maxCost));
    }
    return new BcryptHash(cost, decode(matcher.group(2)), decode(matcher.group(3)));
  }

  /**
   * Tried as sent first, because whoever made the hash may not have normalized, then in NFC, which
   * is what most keyboards send.
   */
  @Override
  public boolean matches(String password) {
    String normalized = Normalizer.normalize(password, Normalizer.Form.NFC);
    return isOf(password) || (!normalized.equals(password) && isOf(normalized));
  }

  private boolean isOf(String password) {
    byte[] text = password.getBytes(StandardCharsets.UTF_8);
    byte[] counted = Arrays.copyOf(text, Math.min(text.length, MAX_BYTES));
    byte[] digest = BCrypt.generate(counted, salt, cost, true);
    // bcrypt drops the last of 24 bytes.
    return MessageDigest.isEqual(hash, Arrays.copyOf(digest, hash.length));
  }

  /** Base64 in an alphabet of its own. */
  private static byte[] decode(String text) {
    StringBuilder translated = new StringBuilder(text.length());
    text.chars().forEach(c -> translated.append(BASE64.charAt(ALPHABET.indexOf(c))));
    return Base64.getDecoder().decode(translated.toString());
  }
}
