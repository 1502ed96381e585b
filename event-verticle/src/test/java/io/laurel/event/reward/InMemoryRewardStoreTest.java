package io.laurel.event.reward;

final class InMemoryRewardStoreTest extends RewardStoreKit {
  @Override
  RewardStore empty() {
    return new InMemoryRewardStore();
  }
}
