package io.laurel.event.catalog.event;

import io.laurel.audit.AuditStore;

final class InMemoryBegunEventStoreTest extends BegunEventStoreKit {
  @Override
  protected EventStore empty(AuditStore audit) {
    return new InMemoryEventStore(audit, emptied::add);
  }
}
