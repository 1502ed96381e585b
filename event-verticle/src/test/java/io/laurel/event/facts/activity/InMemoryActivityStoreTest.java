package io.laurel.event.facts.activity;

final class InMemoryActivityStoreTest extends ActivityStoreKit {
  @Override
  ActivityStore empty(int maxSubjects) {
    return new InMemoryActivityStore(maxSubjects);
  }
}
