package io.laurel.event.facts.activity;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoActivityStoreTest extends ActivityStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  ActivityStore empty(int maxSubjects) {
    return new MongoActivityStore(test.database(), maxSubjects);
  }

  @AfterEach
  void close() {
    test.close();
  }
}
