package io.laurel.auth.lastadmin;

final class MongoGuardStoreTest extends GuardStoreKit {
  @Override
  protected GuardStore empty() {
    return new MongoGuardStore(database());
  }
}
