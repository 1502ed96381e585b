package io.laurel.revocation;

final class InMemoryRevocationStoreTest extends RevocationStoreKit {
  @Override
  RevocationStore empty() {
    return new InMemoryRevocationStore();
  }
}
