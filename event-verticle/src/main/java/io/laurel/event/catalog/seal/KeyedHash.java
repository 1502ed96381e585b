package io.laurel.event.catalog.seal;

import javax.crypto.SecretKey;

/**
 * Tells equal texts, by HMAC-SHA-256 under a key that is made of the oldest secret. A plain digest
 * would let whoever reads the database confirm guesses. Only that of the oldest secret is used:
 * under a newer one, what was kept earlier would not be known again. Any thread may use it.
 */
public final class KeyedHash {
  private final SecretKey key;

  /**
   * A hash with these keys.
   *
   * @param purpose what it is used for; hashes of two purposes have nothing in common
   */
  public KeyedHash(SealConfig config, String purpose) {
    this.key =
        Derivation.key(Derivation.secret(config.keys().get(0)), purpose + " hashing", "HmacSHA256");
  }

  /** 32 bytes, the same for equal texts. */
  public byte[] of(String text) {
    return Derivation.hmac(key, text);
  }
}
