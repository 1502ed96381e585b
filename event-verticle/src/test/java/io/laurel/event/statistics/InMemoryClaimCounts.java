package io.laurel.event.statistics;

import io.laurel.event.claim.Claim;
import io.laurel.event.claim.ClaimedReward;
import io.laurel.event.claim.InMemoryClaimStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Counts the claims that an {@link InMemoryClaimStore} keeps. */
final class InMemoryClaimCounts implements ClaimCounts {
  private final InMemoryClaimStore claims;

  InMemoryClaimCounts(InMemoryClaimStore claims) {
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
  public Future<List<Alike>> count(String eventId, Instant from, Instant to) {
    return Future.succeededFuture(
        of(eventId)
            .filter(claim -> !claim.requestedAt().isBefore(from))
            .filter(claim -> claim.requestedAt().isBefore(to))
            .map(InMemoryClaimCounts::alone)
            .toList());
  }

  private static Alike alone(Claim claim) {
    return new Alike(
        claim.status(), claim.rewards().stream().map(ClaimedReward::rewardId).toList(), 1);
  }
}
