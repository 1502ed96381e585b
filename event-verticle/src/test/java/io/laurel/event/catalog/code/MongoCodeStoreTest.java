package io.laurel.event.catalog.code;

final class MongoCodeStoreTest extends CodeStoreKit {
  @Override
  protected CodeStore empty() {
    return new MongoCodeStore(database());
  }
}
