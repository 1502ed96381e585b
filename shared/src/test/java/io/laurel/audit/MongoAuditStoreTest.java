package io.laurel.audit;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoAuditStoreTest extends AuditStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  AuditStore empty() {
    return new MongoAuditStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
