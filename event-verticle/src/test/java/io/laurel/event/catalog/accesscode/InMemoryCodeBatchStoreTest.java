package io.laurel.event.catalog.accesscode;

final class InMemoryCodeBatchStoreTest extends CodeBatchStoreKit {
  @Override
  protected CodeBatchStore empty() {
    return new InMemoryCodeBatchStore(audit);
  }
}
