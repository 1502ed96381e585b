package io.laurel.event.claims.claim;

import io.laurel.audit.AuditStore;

final class InMemoryClaimStoreTest extends ClaimStoreKit {
  @Override
  ClaimStore empty(AuditStore audit) {
    return new InMemoryClaimStore(audit);
  }
}
