package io.laurel.event.claims.redemption;

import io.laurel.event.claims.redemption.CodeNode.World;
import io.laurel.mongo.TestDatabase;
import org.junit.jupiter.api.AfterEach;

final class MongoRedemptionTest extends RedemptionKit {
  private final TestDatabase test = new TestDatabase();

  @Override
  World empty() {
    return World.in(test.database());
  }

  @AfterEach
  void close() {
    test.close();
  }
}
