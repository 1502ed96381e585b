package io.laurel.event.catalog.accesscode;

final class InMemoryAccessCodeStoreTest extends AccessCodeStoreKit {
  @Override
  protected AccessCodeStore empty() {
    return new InMemoryAccessCodeStore(audit);
  }
}
