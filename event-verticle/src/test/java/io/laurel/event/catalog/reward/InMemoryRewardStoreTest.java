package io.laurel.event.catalog.reward;

import io.laurel.audit.AuditStore;

final class InMemoryRewardStoreTest extends RewardStoreKit {
  @Override
  protected RewardStore empty(AuditStore audit) {
    return new InMemoryRewardStore(audit);
  }
}
