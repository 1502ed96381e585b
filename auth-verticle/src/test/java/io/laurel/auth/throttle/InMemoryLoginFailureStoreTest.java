package io.laurel.auth.throttle;

final class InMemoryLoginFailureStoreTest extends LoginFailureStoreKit {
  @Override
  LoginFailureStore empty() {
    return new InMemoryLoginFailureStore();
  }
}
