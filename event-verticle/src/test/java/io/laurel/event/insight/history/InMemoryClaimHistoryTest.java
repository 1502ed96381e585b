package io.laurel.event.insight.history;

import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.event.claims.claim.InMemoryClaimStore;

final class InMemoryClaimHistoryTest extends ClaimHistoryKit {
  private final InMemoryClaimStore claims = new InMemoryClaimStore();

  @Override
  ClaimStore claims() {
    return claims;
  }

  @Override
  ClaimHistory history() {
    return new InMemoryClaimHistory(claims);
  }
}
