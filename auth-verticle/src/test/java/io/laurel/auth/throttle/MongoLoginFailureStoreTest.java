package io.laurel.auth.throttle;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoLoginFailureStoreTest extends LoginFailureStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  LoginFailureStore empty() {
    return new MongoLoginFailureStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
