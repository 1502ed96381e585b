package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts claims by the time of their request, in spans that follow each other. */
public interface ClaimSeries {
  /**
   * How many claims of each status were requested between one bound and the next, by the bound at
   * which that begins; where there are none it may be left out.
   *
   * @param eventId null for those of all events
   * @param bounds at least two, each later than the one before
   */
  Future<Map<Instant, Map<ClaimStatus, Long>>> count(
      @Nullable String eventId, List<Instant> bounds);
}
