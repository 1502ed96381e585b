package io.laurel.event.insight.history;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.paging.Page;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads claims as lists, by the time of their request. */
public interface ClaimHistory {
  /** Makes what the lists need to be served; idempotent. */
  Future<Void> prepare();

  /**
   * One page of claims. A claim that is there from the first to the last page appears on exactly
   * one of them, whatever is claimed or decided meanwhile; a filter by status says this only of
   * claims that keep theirs.
   */
  Future<Page<Claim>> list(Filter filter, PageOrder order, PageRequest page);

  /** How many claims there are. */
  Future<Long> count(Filter filter);

  /**
   * Which claims a list holds; null is no bound.
   *
   * @param userId whose
   * @param eventId only those of this event
   * @param rewardId only those with this reward, perhaps among others
   * @param status only those with this status
   * @param from only those requested at this time or later
   * @param to only those requested before this time
   */
  record Filter(
      @Nullable String userId,
      @Nullable String eventId,
      @Nullable String rewardId,
      @Nullable ClaimStatus status,
      @Nullable Instant from,
      @Nullable Instant to) {}
}
