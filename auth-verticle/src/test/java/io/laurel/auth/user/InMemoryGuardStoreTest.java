package io.laurel.auth.user;

final class InMemoryGuardStoreTest extends GuardStoreKit {
  @Override
  GuardStore empty() {
    return new InMemoryGuardStore();
  }
}
