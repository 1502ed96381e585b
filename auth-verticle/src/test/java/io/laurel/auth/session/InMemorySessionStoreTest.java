package io.laurel.auth.session;

final class InMemorySessionStoreTest extends SessionStoreKit {
  @Override
  SessionStore empty() {
    return new InMemorySessionStore();
  }
}
