package io.laurel.event.claims.attempt;

final class InMemoryAttemptStoreTest extends AttemptStoreKit {
  @Override
  AttemptStore empty() {
    return new InMemoryAttemptStore();
  }
}
