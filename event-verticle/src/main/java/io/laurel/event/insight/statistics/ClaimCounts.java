package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts claims by the time of their request. */
public interface ClaimCounts {
  /** When the oldest claim of an event was requested; null where it has none. */
  Future<@Nullable Instant> oldest(String eventId);

  /** The claims of an event that were requested in {@code from ≤ t < to}. */
  Future<Counted> count(String eventId, Instant from, Instant to);

  /**
   * So many claims.
   *
   * @param byStatus each claim once
   * @param byReward each claim once with each of its rewards, by the reward's id
   */
  record Counted(Map<ClaimStatus, Long> byStatus, Map<String, Map<ClaimStatus, Long>> byReward) {
    /** Copies the outer maps. */
    public Counted {
      byStatus = Map.copyOf(byStatus);
      byReward = Map.copyOf(byReward);
    }
  }
}
