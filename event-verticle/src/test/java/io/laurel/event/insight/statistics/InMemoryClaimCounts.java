package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
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
  public Future<Counted> count(String eventId, Instant from, Instant to) {
    Map<ClaimStatus, Long> byStatus = new EnumMap<>(ClaimStatus.class);
    Map<String, Map<ClaimStatus, Long>> byReward = new HashMap<>();
    of(eventId)
        .filter(claim -> !claim.requestedAt().isBefore(from))
        .filter(claim -> claim.requestedAt().isBefore(to))
        .forEach(
            claim -> {
              byStatus.merge(claim.status(), 1L, Long::sum);
              claim
                  .rewards()
                  .forEach(
                      reward ->
                          byReward
                              .computeIfAbsent(reward.rewardId(), none -> new HashMap<>())
                              .merge(claim.status(), 1L, Long::sum));
            });
    return Future.succeededFuture(new Counted(byStatus, byReward));
  }
}
