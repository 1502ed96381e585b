package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Counts the claims that an {@link InMemoryClaimStore} keeps. */
public final class InMemoryClaimSeries implements ClaimSeries {
  private final InMemoryClaimStore claims;

  public InMemoryClaimSeries(InMemoryClaimStore claims) {
    this.claims = claims;
  }

  @Override
  public Future<Map<Instant, Map<ClaimStatus, Long>>> count(String eventId, List<Instant> bounds) {
    NavigableSet<Instant> begins = new TreeSet<>(bounds);
    Instant end = begins.pollLast();
    Map<Instant, Map<ClaimStatus, Long>> counts = new HashMap<>();
    claims.all().stream()
        .filter(claim -> eventId == null || claim.eventId().equals(eventId))
        .filter(claim -> claim.requestedAt().isBefore(end))
        .forEach(
            claim -> {
              Instant begin = begins.floor(claim.requestedAt());
              if (begin != null) {
                counts
                    .computeIfAbsent(begin, none -> new HashMap<>())
                    .merge(claim.status(), 1L, Long::sum);
              }
            });
    return Future.succeededFuture(counts);
  }
}
