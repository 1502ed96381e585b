package io.laurel.event.history;

import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.InMemoryClaimStore;

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
