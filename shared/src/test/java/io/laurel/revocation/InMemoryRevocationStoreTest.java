package io.laurel.revocation;

final class InMemoryRevocationStoreTest extends RevocationStoreKit {
  @Override
  protected RevocationStore empty() {
    return new InMemoryRevocationStore();
  }
}
