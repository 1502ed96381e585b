package io.laurel.auth.key;

import io.laurel.config.ConfigException;
import io.laurel.config.SampleSecrets;
import io.laurel.config.Settings;
import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of refresh tokens and password seals, the same on every auth node. */
public final class SharedSecret {
  private static final int MIN_BYTES = 32;

  private SharedSecret() {}

  /**
   * Reads {@code AUTH_REFRESH_SECRET}.
   *
   * @throws ConfigException for a secret of less than 32 bytes or out of an example
   */
  public static SecretKey of(Settings settings) {
    String text = settings.text("AUTH_REFRESH_SECRET");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < MIN_BYTES) {
      throw new ConfigException(
          "AUTH_REFRESH_SECRET takes at least "
              + MIN_BYTES
              + " bytes; openssl rand -base64 48 makes some");
    }
    if (SampleSecrets.contain(text)) {
      throw new ConfigException(
          "AUTH_REFRESH_SECRET is a sample value; openssl rand -base64 48 makes one of your own");
    }
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
