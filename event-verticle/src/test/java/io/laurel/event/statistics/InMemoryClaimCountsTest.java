package io.laurel.event.statistics;

import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.InMemoryClaimStore;

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
