package io.laurel.event.claims.attempt;

final class MongoRefusalHourStoreTest extends RefusalHourStoreKit {
  @Override
  protected RefusalHourStore empty() {
    return new MongoRefusalHourStore(database());
  }
}
