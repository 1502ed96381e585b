package io.laurel.event.catalog.code;

final class InMemoryCodeStoreTest extends CodeStoreKit {
  @Override
  CodeStore empty() {
    return new InMemoryCodeStore();
  }
}
