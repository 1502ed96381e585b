package io.laurel.audit;

final class MongoAuditStoreTest extends AuditStoreKit {
  @Override
  protected AuditStore empty() {
    return new MongoAuditStore(database());
  }
}
