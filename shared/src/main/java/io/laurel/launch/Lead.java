package io.laurel.launch;

import io.laurel.cluster.Peers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process leads the cluster as it should. Hazelcast's oldest member gives to others
 * what belonged to a member that left. Where its thread for that waits for ever
 * (hazelcast/hazelcast issue 22860), what was registered there is lost to all until another one
 * leads.
 */
final class Lead {
  private final Peers peers;
  private final Duration patience;
  private final LongSupplier nanos;
  private @Nullable Long orphansSince;

  /**
   * Has seen nothing amiss yet.
   *
   * @param patience how long something may belong to nobody
   */
  Lead(Peers peers, Duration patience, LongSupplier nanos) {
    this.peers = peers;
    this.patience = patience;
    this.nanos = nanos;
  }

  /** Looks once; why the process has to end, empty where it need not. */
  Optional<String> fault() {
    if (!peers.hasOrphans()) {
      orphansSince = null;
      return Optional.empty();
    }
    if (orphansSince == null) {
      orphansSince = nanos.getAsLong();
    }
    Duration since = Duration.ofNanos(nanos.getAsLong() - orphansSince);
    return since.compareTo(patience) < 0
        ? Optional.empty()
        : Optional.of(
            "for "
                + since.toSeconds()
                + " s a part of what the cluster keeps belongs to nobody, and this process, which"
                + " leads it, gives it to nobody; it has to be started again");
  }
}
