package io.laurel.event.event;

import io.laurel.event.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoEventStoreTest extends EventStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  EventStore empty() {
    return new MongoEventStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
