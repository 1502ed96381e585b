package io.laurel.event.statistics;

import io.laurel.event.claim.ClaimStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Counts claims by the time of their request. */
public interface ClaimCounts {
  /** When the oldest claim of an event was requested; null where it has none. */
  Future<Instant> oldest(String eventId);

  /** The claims of an event that were requested in {@code from ≤ t < to}, alike ones as one. */
  Future<List<Alike>> count(String eventId, Instant from, Instant to);

  /**
   * Claims with one status and the same rewards.
   *
   * @param rewardIds in the order of the claims
   */
  record Alike(ClaimStatus status, List<String> rewardIds, long count) {
    /** Copies the ids. */
    public Alike {
      rewardIds = List.copyOf(rewardIds);
    }
  }
}
