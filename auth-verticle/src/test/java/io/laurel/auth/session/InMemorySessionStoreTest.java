package io.laurel.auth.session;

final class InMemorySessionStoreTest extends SessionStoreKit {
  @Override
  protected SessionStore empty() {
    return new InMemorySessionStore();
  }
}
