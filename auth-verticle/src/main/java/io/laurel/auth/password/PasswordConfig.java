package io.laurel.auth.password;

import io.laurel.config.Settings;

/**
 * How much of a process hashing may take.
 *
 * @param workers hashes computed at once; each takes a core and 19 MiB
 * @param queue hashes that may wait for a worker; one more is refused
 * @param maxBcryptCost of imported hashes; what costs more is not verified
 */
public record PasswordConfig(int workers, int queue, int maxBcryptCost) {
  /** Reads {@code PASSWORD_*}. */
  public static PasswordConfig of(Settings settings) {
    return new PasswordConfig(
        settings.integer("PASSWORD_WORKERS", 1, 64),
        settings.integer("PASSWORD_QUEUE", 0, 100_000),
        settings.integer("PASSWORD_BCRYPT_MAX_COST", 4, 31));
  }

  /**
   * Makes sure that a hash set elsewhere can be verified here.
   *
   * @throws IllegalArgumentException that says why not, without the hash
   */
  public void checkImported(String hash) {
    BcryptHash.parse(hash, maxBcryptCost);
  }
}
