package io.laurel.auth;

import io.laurel.audit.MongoAuditStore;
import io.laurel.auth.session.MongoSessionStore;
import io.laurel.auth.throttle.MongoAttemptStore;
import io.laurel.auth.user.GuardedUserStore;
import io.laurel.auth.user.MongoGuardStore;
import io.laurel.auth.user.MongoUserStore;
import io.laurel.revocation.MongoRevocationStore;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * What an auth process keeps.
 *
 * @param accounts what {@code users} guards: to be swept, not to be written
 */
record AuthStores(
    MongoAuditStore audit,
    MongoUserStore accounts,
    GuardedUserStore users,
    MongoSessionStore sessions,
    MongoAttemptStore attempts,
    MongoRevocationStore revocations) {
  static AuthStores in(AuthDatabases databases, Clock clock) {
    MongoAuditStore audit = new MongoAuditStore(databases.audit());
    MongoUserStore accounts = new MongoUserStore(databases.accounts(), audit);
    return new AuthStores(
        audit,
        accounts,
        new GuardedUserStore(accounts, new MongoGuardStore(databases.accounts()), clock),
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
