package io.laurel.event.catalog.definition;

import io.laurel.audit.AuditStore;

final class InMemoryDefinitionStoreTest extends DefinitionStoreKit {
  @Override
  protected DefinitionStore empty(AuditStore audit) {
    return new InMemoryDefinitionStore(audit);
  }
}
