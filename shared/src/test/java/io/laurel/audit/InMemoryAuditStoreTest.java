package io.laurel.audit;

final class InMemoryAuditStoreTest extends AuditStoreKit {
  @Override
  protected AuditStore empty() {
    return new InMemoryAuditStore();
  }
}
