package io.laurel.standalone;

import io.laurel.config.Settings;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Keys and secrets that an operator did not give: made at the first start, kept from then on. */
final class Secrets {
  private static final String KEYS = "keys";

  /** Sorts before the name of any key that an operator adds later, which is then the newest. */
  private static final String SIGNING_KEY = KEYS + "/0001.pem";

  private static final String REFRESH_SECRET = KEYS + "/refresh-secret";
  private static final String SEAL_KEYS = KEYS + "/seal-keys";

  /** The same in a directory that is older than the sealing of anything but codes. */
  private static final String CODE_KEYS = KEYS + "/code-keys";

  private static final int KEY_BITS = 2_048;
  private static final int SECRET_BYTES = 32;
  private static final int PASSWORD_BYTES = 15;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** What the settings lack, by key. Blocks. */
  static Map<String, String> missing(Settings settings, DataDirectory data) {
    Map<String, String> made = new HashMap<>();
    if (!settings.has("AUTH_SIGNING_KEYS")) {
      data.text(SIGNING_KEY, Secrets::signingKey);
      made.put("AUTH_SIGNING_KEYS", data.path().resolve(KEYS).toString());
    }
    if (!settings.has("AUTH_REFRESH_SECRET")) {
      made.put("AUTH_REFRESH_SECRET", data.text(REFRESH_SECRET, () -> random(SECRET_BYTES)));
    }
    if (!settings.has("SEAL_KEYS") && !settings.has("CODE_KEYS")) {
      String file = data.has(CODE_KEYS) ? CODE_KEYS : SEAL_KEYS;
      made.put("SEAL_KEYS", data.text(file, () -> random(SECRET_BYTES)));
    }
    return made;
  }

  /** The settings as if what will be made were there, for whoever judges the others. */
  static Settings supposed(Settings settings) {
    Map<String, String> made = new HashMap<>();
    Map.of(
            "AUTH_SIGNING_KEYS",
            KEYS,
            "AUTH_REFRESH_SECRET",
            random(SECRET_BYTES),
            "SEAL_KEYS",
            random(SECRET_BYTES),
            "MONGODB_URI",
            "mongodb://127.0.0.1")
        .forEach(
            (key, value) -> {
              if (settings.keys().contains(key) && !settings.has(key)) {
                made.put(key, value);
              }
            });
    if (settings.keys().contains("CODE_KEYS") && settings.has("CODE_KEYS")) {
      // Its old name.
      made.remove("SEAL_KEYS");
    }
    return settings.with("standalone", made);
  }

  /** A random password. */
  static String password() {
    return random(PASSWORD_BYTES);
  }

  /** Random bytes, in the alphabet of URLs. */
  static String random(int bytes) {
    byte[] secret = new byte[bytes];
    RANDOM.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** An RSA key, PKCS #8 in PEM (RFC 7468). */
  private static String signingKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS, RANDOM);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      String body =
          Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(key);
      return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has RSA", e);
    }
  }
}
