package io.laurel.event;

import io.laurel.mongo.MongoConfig;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The databases of an event process.
 *
 * @param events its own: events, rewards and claims
 * @param audit shared with the other services: audit entries
 */
record EventDatabases(MongoDatabase events, MongoDatabase audit) {
  static EventDatabases open(Vertx vertx, MongoConfig mongo, EventConfig config) {
    return new EventDatabases(
        MongoDatabase.open(vertx, mongo, config.database()),
        MongoDatabase.open(vertx, mongo, config.auditDatabase()));
  }

  Future<Void> close() {
    return events.close().eventually(audit::close);
  }
}
