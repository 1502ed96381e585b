package io.laurel.auth.lastadmin;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoGuardStoreTest extends GuardStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  GuardStore empty() {
    return new MongoGuardStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
