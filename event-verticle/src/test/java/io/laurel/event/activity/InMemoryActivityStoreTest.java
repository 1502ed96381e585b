package io.laurel.event.activity;

final class InMemoryActivityStoreTest extends ActivityStoreKit {
  @Override
  ActivityStore empty() {
    return new InMemoryActivityStore();
  }
}
