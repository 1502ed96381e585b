package io.laurel.auth.user;

import io.laurel.audit.AuditStore;

final class InMemoryUserStoreTest extends UserStoreKit {
  @Override
  protected GuardableUserStore empty(AuditStore audit) {
    return new InMemoryUserStore(audit);
  }
}
