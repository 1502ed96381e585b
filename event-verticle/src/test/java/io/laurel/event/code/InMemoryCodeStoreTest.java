package io.laurel.event.code;

final class InMemoryCodeStoreTest extends CodeStoreKit {
  @Override
  CodeStore empty() {
    return new InMemoryCodeStore();
  }
}
