package io.laurel.event.catalog.seal;

import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Tells equal texts, by HMAC-SHA-256 under a key that is made of a secret. A plain digest would let
 * whoever reads the database confirm guesses. Who asks for one hash alone gets that of the oldest
 * secret: under a newer one, what was kept earlier would not be known again. Any thread may use it.
 */
public final class KeyedHash {
  private final SecretKey key;

  /**
   * A hash with these keys.
   *
   * @param purpose what it is used for; hashes of two purposes have nothing in common
   */
  public KeyedHash(SealConfig config, String purpose) {
    this(config.keys().get(0), purpose);
  }

  private KeyedHash(String secret, String purpose) {
    this.key = Derivation.key(Derivation.secret(secret), purpose + " hashing", "HmacSHA256");
  }

  /**
   * A hash by each of the secrets, the newest first: for what is looked up by all of them, so that
   * a secret that is lost to somebody does no harm to what is kept later.
   *
   * @param purpose as above
   */
  public static List<KeyedHash> newestFirst(SealConfig config, String purpose) {
    List<KeyedHash> hashes = new ArrayList<>();
    config.keys().forEach(secret -> hashes.add(0, new KeyedHash(secret, purpose)));
    return hashes;
  }

  /** 32 bytes, the same for equal texts. */
  public byte[] of(String text) {
    return Derivation.hmac(key, text);
  }
}
