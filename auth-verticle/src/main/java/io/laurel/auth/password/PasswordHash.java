package io.laurel.auth.password;

/** A password's hash as it is stored. */
sealed interface PasswordHash permits Argon2Hash, BcryptHash {
  /** Whether it is this password's; says no in the same time whatever is different. */
  boolean matches(String password);

  /**
   * Reads a stored hash.
   *
   * @param maxBcryptCost see {@link BcryptHash#parse}
   * @throws IllegalArgumentException where it is none, or asks for absurd memory or time
   */
  static PasswordHash parse(String stored, int maxBcryptCost) {
    return BcryptHash.looksLike(stored)
        ? BcryptHash.parse(stored, maxBcryptCost)
        : Argon2Hash.parse(stored);
  }
}
