package io.laurel.auth.session;

final class MongoSessionStoreTest extends SessionStoreKit {
  @Override
  protected SessionStore empty() {
    return new MongoSessionStore(database());
  }
}
