package io.laurel.event.catalog.event;

import io.laurel.audit.AuditStore;

final class InMemoryEventStoreTest extends EventStoreKit {
  @Override
  protected EventStore empty(AuditStore audit) {
    return new InMemoryEventStore(audit);
  }
}
