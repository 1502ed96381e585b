package io.laurel.event.catalog.event;

import io.laurel.audit.AuditStore;

final class MongoBegunEventStoreTest extends BegunEventStoreKit {
  @Override
  protected EventStore empty(AuditStore audit) {
    return MongoEventStoreTest.store(database(), audit, emptied);
  }
}
