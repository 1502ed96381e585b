package io.laurel.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What stands for a password where two requests are compared: HMAC-SHA-256 under the server's key.
 * A plain digest beside the slow hash would let whoever reads the database try passwords fast.
 */
public final class PasswordSeal {
  /** What else the key is used for begins with other words. */
  private static final String PURPOSE = "password:";

  private final SecretKey key;

  /** Seals by that key, which must be the same on every node. */
  public PasswordSeal(SecretKey key) {
    this.key = key;
  }

  /** The same for the same password, and of no use without the key. */
  public String of(String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] sealed = mac.doFinal((PURPOSE + password).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HmacSHA256", e);
    }
  }
}
