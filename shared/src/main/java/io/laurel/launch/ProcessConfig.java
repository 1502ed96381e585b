package io.laurel.launch;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.Duration;
import java.util.Locale;

/**
 * How a process runs.
 *
 * @param clustered whether its event bus reaches other processes
 * @param shutdownDelay how long it goes on serving after it has left readiness, so that load
 *     balancers notice first
 * @param shutdownTimeout how long the whole ending may take, the delay included
 */
public record ProcessConfig(boolean clustered, Duration shutdownDelay, Duration shutdownTimeout) {
  private static final int LONGEST_MS = 600_000;

  /**
   * Reads {@code CLUSTERED}, {@code SHUTDOWN_DELAY_MS} and {@code SHUTDOWN_TIMEOUT_MS}, and judges
   * {@code LOG_FORMAT}, which was read before.
   */
  public static ProcessConfig of(Settings settings) {
    Logging.check(settings);
    Duration delay = settings.millis("SHUTDOWN_DELAY_MS", 0, LONGEST_MS);
    Duration timeout = settings.millis("SHUTDOWN_TIMEOUT_MS", 1, LONGEST_MS);
    if (delay.compareTo(timeout) >= 0) {
      throw new ConfigException(
          String.format(
              Locale.ROOT,
              "SHUTDOWN_DELAY_MS (%d) must be less than SHUTDOWN_TIMEOUT_MS (%d), which includes it",
              delay.toMillis(),
              timeout.toMillis()));
    }
    return new ProcessConfig(settings.flag("CLUSTERED"), delay, timeout);
  }
}
