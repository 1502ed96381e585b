package io.laurel.event.claims.redemption;

import io.laurel.event.claims.redemption.CodeNode.World;

final class InMemoryRedemptionTest extends RedemptionKit {
  @Override
  World empty() {
    return World.inMemory();
  }
}
