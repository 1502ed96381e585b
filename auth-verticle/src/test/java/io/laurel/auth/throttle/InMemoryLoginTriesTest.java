package io.laurel.auth.throttle;

import io.laurel.throttle.InMemoryTryStore;
import io.laurel.throttle.TryStore;

final class InMemoryLoginTriesTest extends LoginTriesKit {
  @Override
  protected TryStore empty() {
    return new InMemoryTryStore();
  }
}
