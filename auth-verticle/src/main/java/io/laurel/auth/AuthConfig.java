package io.laurel.auth;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * Configuration of the auth process as such; each of its features has its own.
 *
 * @param database name of the MongoDB database
 * @param auditDatabase name of the MongoDB database of audit entries
 * @param sweepInterval between two looks for what a dying process left undone
 * @param shutdownPatience how long calls in flight may take at the end
 */
record AuthConfig(
    String database, String auditDatabase, Duration sweepInterval, Duration shutdownPatience) {
  /** Reads {@code AUTH_DATABASE} and what of {@code conf/process.json} concerns it. */
  static AuthConfig of(Settings settings) {
    return new AuthConfig(
        settings.text("AUTH_DATABASE"),
        settings.text("AUDIT_DATABASE"),
        settings.millis("SWEEP_INTERVAL_MS", 100, 60_000),
        settings.millis("SHUTDOWN_TIMEOUT_MS", 0, 600_000));
  }
}
