package io.laurel.auth.password;

import io.laurel.config.Settings;

/**
 * How much of a process hashing may take.
 *
 * @param workers hashes computed at once; each takes a core and 19 MiB
 * @param queue hashes that may wait for a worker; one more is refused
 */
public record PasswordConfig(int workers, int queue) {
  /** Reads {@code PASSWORD_WORKERS} and {@code PASSWORD_QUEUE}. */
  public static PasswordConfig of(Settings settings) {
    int workers = settings.integer("PASSWORD_WORKERS", 0, 64);
    return new PasswordConfig(
        workers == 0 ? halfTheCores() : workers, settings.integer("PASSWORD_QUEUE", 0, 100_000));
  }

  /** The rest is for those who are signed in already. */
  private static int halfTheCores() {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  }
}
