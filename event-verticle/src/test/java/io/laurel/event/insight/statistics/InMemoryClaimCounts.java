package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Counts the claims that an {@link InMemoryClaimStore} keeps. */
public final class InMemoryClaimCounts implements ClaimCounts {
  private final InMemoryClaimStore claims;

  public InMemoryClaimCounts(InMemoryClaimStore claims) {
    this.claims = claims;
  }

  private Stream<Claim> of(String eventId) {
    return claims.all().stream().filter(claim -> claim.eventId().equals(eventId));
  }

  @Override
  public Future<Instant> oldest(String eventId) {
    return Future.succeededFuture(
        of(eventId).map(Claim::requestedAt).min(Comparator.naturalOrder()).orElse(null));
  }

  @Override
  public Future<Map<ClaimStatus, Long>> ofReward(String rewardId) {
    Map<ClaimStatus, Long> byStatus = new EnumMap<>(ClaimStatus.class);
    claims.all().stream()
        .filter(
            claim ->
                claim.rewards().stream().anyMatch(reward -> reward.rewardId().equals(rewardId)))
        .forEach(claim -> byStatus.merge(claim.status(), 1L, Long::sum));
    return Future.succeededFuture(byStatus);
  }
}
