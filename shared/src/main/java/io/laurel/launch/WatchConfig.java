package io.laurel.launch;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How a clustered process watches whether the others hear it.
 *
 * @param interval from one probe to the next
 * @param misses after how many in a row that failed it ends, to be started again
 * @param startMisses the same until it was heard once: where many start at once, all are slow, and
 *     one that starts again makes them slower
 * @param orphans how many in a row may find that what the cluster keeps belongs to nobody, before
 *     the one that leads it ends, to be started again
 * @param silence after how long without a sign of life another one gets nothing any more
 */
record WatchConfig(Duration interval, int misses, int startMisses, int orphans, Duration silence) {
  /** Reads {@code CLUSTER_*PROBE*} and {@code CLUSTER_SILENCE_MS}. */
  static WatchConfig of(Settings settings) {
    return new WatchConfig(
        settings.millis("CLUSTER_PROBE_MS", 100, 60_000),
        settings.integer("CLUSTER_PROBE_MISSES", 3, 1_000),
        settings.integer("CLUSTER_START_PROBE_MISSES", 3, 1_000),
        settings.integer("CLUSTER_ORPHAN_PROBES", 3, 1_000),
        settings.millis("CLUSTER_SILENCE_MS", 400, 60_000));
  }
}
