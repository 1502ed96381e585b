package io.laurel.event.claim;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoClaimStoreTest extends ClaimStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  ClaimStore empty() {
    return new MongoClaimStore(test.database(), new InMemoryAuditStore());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
