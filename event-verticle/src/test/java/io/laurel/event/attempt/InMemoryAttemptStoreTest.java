package io.laurel.event.attempt;

final class InMemoryAttemptStoreTest extends AttemptStoreKit {
  @Override
  AttemptStore empty() {
    return new InMemoryAttemptStore();
  }
}
