package io.laurel.event.catalog.event;

import io.laurel.audit.AuditStore;

final class InMemoryEventStoreTest extends EventStoreKit {
  @Override
  EventStore empty(AuditStore audit) {
    return new InMemoryEventStore(audit);
  }
}
