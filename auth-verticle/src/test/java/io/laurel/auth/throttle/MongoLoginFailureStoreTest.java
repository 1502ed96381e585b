package io.laurel.auth.throttle;

final class MongoLoginFailureStoreTest extends LoginFailureStoreKit {
  @Override
  protected LoginFailureStore empty() {
    return new MongoLoginFailureStore(database());
  }
}
