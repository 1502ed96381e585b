package io.laurel.event.outreach.delivery;

import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoDeliveryStoreTest extends DeliveryStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  DeliveryStore empty() {
    return new MongoDeliveryStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
