package io.laurel.event.claim;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoClaimStoreTest extends ClaimStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  ClaimStore empty() {
    return new MongoClaimStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
