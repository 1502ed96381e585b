package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts all claims of an event or a reward. */
public interface ClaimCounts {
  /** When the oldest claim of an event was requested; null where it has none. */
  Future<@Nullable Instant> oldest(String eventId);

  /** How many claims have that reward, by status; a status that none has may be left out. */
  Future<Map<ClaimStatus, Long>> ofReward(String rewardId);
}
