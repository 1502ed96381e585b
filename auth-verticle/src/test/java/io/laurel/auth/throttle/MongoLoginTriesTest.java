package io.laurel.auth.throttle;

import io.laurel.throttle.MongoTryStore;
import io.laurel.throttle.TryStore;

final class MongoLoginTriesTest extends LoginTriesKit {
  @Override
  protected TryStore empty() {
    return MongoTryStore.in(database(), "attempts");
  }
}
