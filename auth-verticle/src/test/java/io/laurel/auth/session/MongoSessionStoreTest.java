package io.laurel.auth.session;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoSessionStoreTest extends SessionStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  SessionStore empty() {
    return new MongoSessionStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
