package io.laurel.launch;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How a clustered process watches whether the others hear it.
 *
 * @param interval from one probe to the next
 * @param misses after how many in a row that failed it ends, to be started again
 */
record WatchConfig(Duration interval, int misses) {
  /** Reads {@code CLUSTER_PROBE_MS} and {@code CLUSTER_PROBE_MISSES}. */
  static WatchConfig of(Settings settings) {
    return new WatchConfig(
        settings.millis("CLUSTER_PROBE_MS", 100, 60_000),
        settings.integer("CLUSTER_PROBE_MISSES", 3, 1_000));
  }
}
