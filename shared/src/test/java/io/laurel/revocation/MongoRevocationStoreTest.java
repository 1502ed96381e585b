package io.laurel.revocation;

final class MongoRevocationStoreTest extends RevocationStoreKit {
  @Override
  protected RevocationStore empty() {
    return new MongoRevocationStore(database());
  }
}
