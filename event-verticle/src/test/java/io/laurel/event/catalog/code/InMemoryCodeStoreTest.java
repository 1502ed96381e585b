package io.laurel.event.catalog.code;

final class InMemoryCodeStoreTest extends CodeStoreKit {
  @Override
  protected CodeStore empty() {
    return new InMemoryCodeStore();
  }
}
