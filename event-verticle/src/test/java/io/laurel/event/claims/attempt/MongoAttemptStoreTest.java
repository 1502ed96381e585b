package io.laurel.event.claims.attempt;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoAttemptStoreTest extends AttemptStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  AttemptStore empty() {
    return new MongoAttemptStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
