package io.laurel.revocation;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoRevocationStoreTest extends RevocationStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  RevocationStore empty() {
    return new MongoRevocationStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
