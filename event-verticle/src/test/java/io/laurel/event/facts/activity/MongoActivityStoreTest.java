package io.laurel.event.facts.activity;

final class MongoActivityStoreTest extends ActivityStoreKit {
  @Override
  ActivityStore empty(int maxSubjects) {
    return new MongoActivityStore(database(), maxSubjects);
  }
}
