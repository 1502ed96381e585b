package io.laurel.event.reward;

import io.laurel.event.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoRewardStoreTest extends RewardStoreKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  RewardStore empty() {
    return new MongoRewardStore(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
