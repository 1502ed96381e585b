package io.laurel.audit;

final class InMemoryAuditStoreTest extends AuditStoreKit {
  @Override
  AuditStore empty() {
    return new InMemoryAuditStore();
  }
}
