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
    return new PasswordConfig(
        settings.integer("PASSWORD_WORKERS", 1, 64),
        settings.integer("PASSWORD_QUEUE", 0, 100_000));
  }
}
