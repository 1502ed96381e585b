package io.laurel.event.claim;

final class InMemoryClaimStoreTest extends ClaimStoreKit {
  @Override
  ClaimStore empty() {
    return new InMemoryClaimStore();
  }
}
