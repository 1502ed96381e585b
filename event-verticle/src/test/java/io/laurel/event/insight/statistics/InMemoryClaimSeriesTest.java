package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.InMemoryClaimStore;

final class InMemoryClaimSeriesTest extends ClaimSeriesKit {
  private final InMemoryClaimStore claims = new InMemoryClaimStore();

  @Override
  ClaimStore claims() {
    return claims;
  }

  @Override
  ClaimSeries series() {
    return new InMemoryClaimSeries(claims);
  }
}
