package io.laurel.auth.throttle;

final class InMemoryAttemptStoreTest extends AttemptStoreKit {
  @Override
  AttemptStore empty() {
    return new InMemoryAttemptStore();
  }
}
