package io.laurel.event.insight.statistics;

import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.InMemoryClaimStore;

final class InMemoryClaimCountsTest extends ClaimCountsKit {
  private final InMemoryClaimStore claims = new InMemoryClaimStore();

  @Override
  ClaimStore claims() {
    return claims;
  }

  @Override
  ClaimCounts counts() {
    return new InMemoryClaimCounts(claims);
  }
}
