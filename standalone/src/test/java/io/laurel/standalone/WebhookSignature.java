package io.laurel.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a receiver verifies, written from the text of Standard Webhooks 1.0.0 alone. */
final class WebhookSignature {
  private static final String SECRET = "whsec_";
  private static final String SIGNATURE = "v1,";

  private WebhookSignature() {}

  /**
   * Whether one of the signatures is by that secret.
   *
   * @param signatures the header {@code webhook-signature}: by spaces, each with its version
   */
  static boolean verifies(
      String secret, String id, String timestamp, String body, String signatures) {
    byte[] expected = sign(secret, id + "." + timestamp + "." + body);
    boolean verified = false;
    for (String signature : signatures.split(" ", -1)) {
      verified |=
          signature.startsWith(SIGNATURE)
              && MessageDigest.isEqual(
                  expected, Base64.getDecoder().decode(signature.substring(SIGNATURE.length())));
    }
    return verified;
  }

  private static byte[] sign(String secret, String content) {
    if (!secret.startsWith(SECRET)) {
      throw new AssertionError("no secret of Standard Webhooks");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              Base64.getDecoder().decode(secret.substring(SECRET.length())), "HmacSHA256"));
      return mac.doFinal(content.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
