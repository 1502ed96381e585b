package io.laurel.auth.user;

final class InMemoryUserStoreTest extends UserStoreKit {
  @Override
  UserStore empty() {
    return new InMemoryUserStore();
  }
}
