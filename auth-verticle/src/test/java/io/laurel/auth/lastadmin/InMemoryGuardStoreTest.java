package io.laurel.auth.lastadmin;

final class InMemoryGuardStoreTest extends GuardStoreKit {
  @Override
  GuardStore empty() {
    return new InMemoryGuardStore();
  }
}
