package io.laurel.auth;

import io.laurel.launch.Host;
import io.laurel.mongo.DatabaseMeters;
import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The databases of an auth process.
 *
 * @param accounts its own: users and sessions
 * @param audit shared with the other services: audit entries
 */
record AuthDatabases(MongoDatabase accounts, MongoDatabase audit) {
  static AuthDatabases open(Host host, AuthConfig config) {
    Vertx vertx = host.vertx();
    MongoConfig mongo = MongoConfig.of(host.settings());
    return new AuthDatabases(
        MongoDatabase.open(
            vertx, mongo, config.database(), new DatabaseMeters(host.metrics(), "auth")),
        MongoDatabase.open(
            vertx,
            mongo,
            config.auditDatabase(),
            new DatabaseMeters(host.metrics(), "auth-audit")));
  }

  Future<Void> close() {
    return accounts.close().eventually(audit::close);
  }
}
