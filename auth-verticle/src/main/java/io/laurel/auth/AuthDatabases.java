package io.laurel.auth;

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
  static AuthDatabases open(Vertx vertx, MongoConfig mongo, AuthConfig config) {
    return new AuthDatabases(
        MongoDatabase.open(vertx, mongo, config.database()),
        MongoDatabase.open(vertx, mongo, config.auditDatabase()));
  }

  Future<Void> close() {
    return accounts.close().eventually(audit::close);
  }
}
