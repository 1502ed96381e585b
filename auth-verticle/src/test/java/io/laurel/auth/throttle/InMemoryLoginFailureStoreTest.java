package io.laurel.auth.throttle;

final class InMemoryLoginFailureStoreTest extends LoginFailureStoreKit {
  @Override
  protected LoginFailureStore empty() {
    return new InMemoryLoginFailureStore();
  }
}
