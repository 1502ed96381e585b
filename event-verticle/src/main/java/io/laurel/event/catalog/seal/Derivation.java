package io.laurel.event.catalog.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys that are made of a configured secret, by HMAC-SHA-256 under a label each. */
final class Derivation {
  private static final String HMAC = "HmacSHA256";

  private Derivation() {}

  static SecretKey secret(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HMAC);
  }

  static SecretKey key(SecretKey secret, String label, String algorithm) {
    return new SecretKeySpec(hmac(secret, label), algorithm);
  }

  static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
