package io.laurel.event.catalog.code;

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
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals codes, opens them, and tells equal ones. Of each configured secret three things are made by
 * HMAC-SHA-256 under a label of its own:
 *
 * <ul>
 *   <li>a key for AES-256-GCM (NIST SP 800-38D) with 96 random bits as nonce, good for 2³² codes.
 *       What is sealed is bound to its place, reward and serial: moved to another one it does not
 *       open.
 *   <li>a key for the hash, again HMAC-SHA-256, cut to 128 bits. A plain digest would let whoever
 *       reads the database confirm guesses, and codes are short. Only that of the oldest secret is
 *       used: under a newer one, what was imported earlier would not be known again.
 *   <li>an id, which stands beside what was sealed.
 * </ul>
 *
 * <p>Any thread may use it; some microseconds a code.
 */
public final class CodeSeal {
  private static final String HMAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int ID_LENGTH = 12;
  private static final int HASH_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Map<String, SecretKey> keys = new HashMap<>();
  private final SecretKey hashing;
  private final String newest;

  /** A seal with these keys. */
  public CodeSeal(CodeConfig config) {
    List<SecretKey> secrets = config.keys().stream().map(CodeSeal::secret).toList();
    secrets.forEach(secret -> keys.put(id(secret), derived(secret, "code sealing", "AES")));
    this.hashing = derived(secrets.get(0), "code hashing", HMAC);
    this.newest = id(secrets.get(secrets.size() - 1));
  }

  private static SecretKey secret(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), HMAC);
  }

  private static SecretKey derived(SecretKey secret, String label, String algorithm) {
    return new SecretKeySpec(hmac(secret, label), algorithm);
  }

  private static String id(SecretKey secret) {
    return BASE64.encodeToString(hmac(secret, "code key id")).substring(0, ID_LENGTH);
  }

  /** What equal codes of a reward have in common: 22 characters. */
  String hash(String rewardId, String code) {
    byte[] whole = hmac(hashing, rewardId + "#" + code);
    return BASE64.encodeToString(Arrays.copyOf(whole, HASH_BYTES));
  }

  /**
   * Seals a code for its place.
   *
   * @param hash as {@link #hash} gives it
   */
  SealedCode seal(CodeKey place, String code, String hash) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] text = code.getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(newest), nonce, place).doFinal(text);
      byte[] both = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return new SealedCode(place, hash, newest, BASE64.encodeToString(both));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /**
   * The code.
   *
   * @throws GeneralSecurityException where it was sealed by a key that is not known, in another
   *     place, or changed since
   */
  String open(SealedCode code) throws GeneralSecurityException {
    SecretKey key = keys.get(code.sealing());
    if (key == null) {
      throw new GeneralSecurityException("CODE_KEYS lacks the key with id " + code.sealing());
    }
    byte[] both = Base64.getUrlDecoder().decode(code.sealed());
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    byte[] text =
        cipher(Cipher.DECRYPT_MODE, key, nonce, code.key())
            .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
    return new String(text, StandardCharsets.US_ASCII);
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, CodeKey place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.id().getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
