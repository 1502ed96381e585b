package io.laurel.auth;

import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.session.MongoSessionStore;
import io.laurel.auth.throttle.MongoAttemptStore;
import io.laurel.auth.user.MongoUserStore;
import io.laurel.revocation.MongoRevocationStore;
import io.vertx.core.Future;

/** What an auth process keeps. */
record AuthStores(
    MongoAuditStore audit,
    MongoUserStore users,
    MongoSessionStore sessions,
    MongoAttemptStore attempts,
    MongoRevocationStore revocations) {
  static AuthStores in(AuthDatabases databases) {
    MongoAuditStore audit = new MongoAuditStore(databases.audit());
    return new AuthStores(
        audit,
        new MongoUserStore(databases.accounts(), audit),
        new MongoSessionStore(databases.accounts()),
        new MongoAttemptStore(databases.accounts()),
        new MongoRevocationStore(databases.accounts()));
  }

  Future<Void> prepare() {
    return Future.all(
            audit.prepare(),
            users.prepare(),
            sessions.prepare(),
            attempts.prepare(),
            revocations.prepare())
        .mapEmpty();
  }
}
