package io.laurel.event.outreach.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of <a
 * href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
 * Webhooks</a>, with the symmetric scheme {@code v1}.
 */
final class StandardWebhooks {
  private static final String HMAC = "HmacSHA256";

  private StandardWebhooks() {}

  /**
   * The value of {@code webhook-signature}: one signature for each key, by spaces.
   *
   * @param timestamp seconds since 1970, as {@code webhook-timestamp} has it
   * @param keys what {@code whsec_} secrets encode; at least one
   */
  static String signature(String id, long timestamp, String body, List<byte[]> keys) {
    byte[] content = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
    return keys.stream()
        .map(key -> "v1," + Base64.getEncoder().encodeToString(hmac(key, content)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + HMAC, e);
    }
  }
}
