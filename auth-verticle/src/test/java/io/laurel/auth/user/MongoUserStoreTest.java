package io.laurel.auth.user;

import io.laurel.auth.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoUserStoreTest extends UserStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  UserStore empty() {
    return new MongoUserStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
