package io.laurel.event.catalog.accesscode;

final class MongoCodeBatchStoreTest extends CodeBatchStoreKit {
  @Override
  protected CodeBatchStore empty() {
    return new MongoCodeBatchStore(database(), audit);
  }
}
