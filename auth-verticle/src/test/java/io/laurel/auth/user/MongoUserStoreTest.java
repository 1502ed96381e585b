package io.laurel.auth.user;

import io.laurel.audit.AuditStore;
import io.laurel.auth.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoUserStoreTest extends UserStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  UserStore empty(AuditStore audit) {
    return new MongoUserStore(test.database(), audit);
  }

  @AfterEach
  void close() {
    test.close();
  }
}
