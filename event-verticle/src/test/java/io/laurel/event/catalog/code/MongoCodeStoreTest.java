package io.laurel.event.catalog.code;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoCodeStoreTest extends CodeStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  CodeStore empty() {
    return new MongoCodeStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
