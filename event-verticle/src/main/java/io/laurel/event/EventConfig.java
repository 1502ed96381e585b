package io.laurel.event;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * What the event process as a whole can be told; its features read their own settings.
 *
 * @param database name of its database
 * @param auditDatabase name of the database of audit entries
 * @param sweepInterval between two looks for what a dying process left undone
 * @param shutdownPatience how long calls in flight may take at the end
 */
public record EventConfig(
    String database, String auditDatabase, Duration sweepInterval, Duration shutdownPatience) {
  /**
   * Reads {@code EVENT_DATABASE}, {@code AUDIT_DATABASE}, {@code SWEEP_INTERVAL_MS} and {@code
   * SHUTDOWN_TIMEOUT_MS}.
   */
  public static EventConfig of(Settings settings) {
    return new EventConfig(
        settings.text("EVENT_DATABASE"),
        settings.text("AUDIT_DATABASE"),
        settings.millis("SWEEP_INTERVAL_MS", 100, 60_000),
        settings.millis("SHUTDOWN_TIMEOUT_MS", 0, 600_000));
  }
}
