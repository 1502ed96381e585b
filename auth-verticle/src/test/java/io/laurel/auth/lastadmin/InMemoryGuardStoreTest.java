package io.laurel.auth.lastadmin;

final class InMemoryGuardStoreTest extends GuardStoreKit {
  @Override
  protected GuardStore empty() {
    return new InMemoryGuardStore();
  }
}
