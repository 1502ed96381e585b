package io.laurel.event.activity;

final class InMemoryActivityStoreTest extends ActivityStoreKit {
  @Override
  ActivityStore empty(int maxSubjects) {
    return new InMemoryActivityStore(maxSubjects);
  }
}
