package io.laurel.auth.password;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How much of a process hashing may take.
 *
 * @param workers hashes computed at once; each takes a core and 19 MiB, which are kept
 * @param queues hashes that may wait for a worker; one more is refused
 * @param maxWait for a worker, and before that for a turn to use one; then it is refused, so that
 *     who waits is answered before its deadline
 * @param maxBcryptCost of imported hashes; what costs more is not verified
 */
public record PasswordConfig(int workers, Queues queues, Duration maxWait, int maxBcryptCost) {
  /**
   * How many may wait.
   *
   * @param signIns of known devices, and as many of others
   * @param openings registrations and new passwords
   * @param ofAddress of one address in each of these lines
   */
  public record Queues(int signIns, int openings, int ofAddress) {
    /** As many in each line, and all of them of one address. */
    public static Queues ofEach(int waiting) {
      return new Queues(waiting, waiting, waiting);
    }
  }

  /** Reads {@code PASSWORD_*}. */
  public static PasswordConfig of(Settings settings) {
    int workers = settings.integer("PASSWORD_WORKERS", 0, 64);
    return new PasswordConfig(
        workers == 0
            ? workers(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory())
            : workers,
        new Queues(
            settings.integer("PASSWORD_QUEUE", 0, 100_000),
            settings.integer("PASSWORD_OPENING_QUEUE", 0, 100_000),
            settings.integer("PASSWORD_QUEUE_PER_ADDRESS", 0, 100_000)),
        settings.millis("PASSWORD_MAX_WAIT_MS", 1, 60_000),
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

  /**
   * Half the cores, and no more than what keeps to a quarter of the heap: the rest is for those who
   * are signed in already.
   *
   * @param heap at most, in bytes
   */
  static int workers(int cores, long heap) {
    return (int) Math.max(1, Math.min(cores / 2, heap / 4 / Argon2Hash.MEMORY_BYTES));
  }
}
