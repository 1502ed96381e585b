package io.laurel.event.outreach.channel;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;

/**
 * What a receiver does, after the text of Standard Webhooks and of RFC 2104, without anything of
 * what signs.
 */
final class Verifier {
  private static final int BLOCK = 64;

  private Verifier() {}

  /**
   * Whether one of the signatures is of that secret.
   *
   * @param secret {@code whsec_…}, as shown
   */
  static boolean verifies(
      String secret, String id, String timestamp, String body, String signatures) {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    byte[] signed = hmac(key, String.join(".", id, timestamp, body));
    return Stream.of(signatures.split(" ", -1))
        .map(signature -> signature.split(",", 2))
        .filter(parts -> parts[0].equals("v1"))
        .anyMatch(parts -> MessageDigest.isEqual(Base64.getDecoder().decode(parts[1]), signed));
  }

  private static byte[] hmac(byte[] key, String text) {
    byte[] padded = Arrays.copyOf(key.length > BLOCK ? sha256(key) : key, BLOCK);
    byte[] inner = sha256(xor(padded, 0x36), text.getBytes(StandardCharsets.UTF_8));
    return sha256(xor(padded, 0x5c), inner);
  }

  private static byte[] xor(byte[] bytes, int with) {
    byte[] mixed = bytes.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] ^= (byte) with;
    }
    return mixed;
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      Stream.of(parts).forEach(digest::update);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** A secret whose key is that number, in 32 bytes. */
  static String secret(int number) {
    byte[] key = new byte[32];
    byte[] bytes = BigInteger.valueOf(number).toByteArray();
    System.arraycopy(bytes, 0, key, key.length - bytes.length, bytes.length);
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  /** The key in it. */
  static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.substring("whsec_".length()));
  }
}
