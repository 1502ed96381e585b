package io.laurel.event.catalog.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals and opens, for one purpose. Of each configured secret two things are made by HMAC-SHA-256
 * under labels of that purpose, so that what is sealed for one never opens for another:
 *
 * <ul>
 *   <li>a key for AES-256-GCM (NIST SP 800-38D) with 96 random bits as nonce, good for 2³²
 *       sealings. What is sealed is bound to its place: moved to another one it does not open.
 *   <li>an id, which stands beside what was sealed.
 * </ul>
 *
 * <p>Any thread may use it; some microseconds each.
 */
public final class Seal {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_LENGTH = 12;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Map<String, SecretKey> keys = new HashMap<>();
  private final String newest;
  private final SecretKey newestKey;

  /**
   * A seal with these keys.
   *
   * @param purpose what it is used for, always the same: the label of its keys
   */
  public Seal(SealConfig config, String purpose) {
    List<SecretKey> secrets = config.keys().stream().map(Derivation::secret).toList();
    secrets.forEach(secret -> keys.put(id(secret, purpose), key(secret, purpose)));
    SecretKey last = secrets.get(secrets.size() - 1);
    this.newest = id(last, purpose);
    this.newestKey = key(last, purpose);
  }

  private static SecretKey key(SecretKey secret, String purpose) {
    return Derivation.key(secret, purpose + " sealing", "AES");
  }

  private static String id(SecretKey secret, String purpose) {
    return BASE64
        .encodeToString(Derivation.hmac(secret, purpose + " key id"))
        .substring(0, ID_LENGTH);
  }

  /**
   * Seals it by the newest key.
   *
   * @param place where it will be kept; only there it opens
   */
  public Sealed seal(String place, byte[] secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, newestKey, nonce, place).doFinal(secret);
      byte[] both = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return new Sealed(newest, BASE64.encodeToString(both));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws GeneralSecurityException where it was sealed by a key that is not known, for another
   *     purpose or place, or changed since
   */
  public byte[] open(String place, Sealed sealed) throws GeneralSecurityException {
    SecretKey key = keys.get(sealed.sealing());
    if (key == null) {
      throw new GeneralSecurityException("SEAL_KEYS lacks the key with id " + sealed.sealing());
    }
    byte[] both = Base64.getUrlDecoder().decode(sealed.text());
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
        .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
