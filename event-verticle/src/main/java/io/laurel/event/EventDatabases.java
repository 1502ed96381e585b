package io.laurel.event;

import io.laurel.launch.Host;
import io.laurel.mongo.DatabaseMeters;
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
  static EventDatabases open(Host host, EventConfig config) {
    Vertx vertx = host.vertx();
    MongoConfig mongo = MongoConfig.of(host.settings());
    return new EventDatabases(
        MongoDatabase.open(
            vertx, mongo, config.database(), new DatabaseMeters(host.metrics(), "event")),
        MongoDatabase.open(
            vertx,
            mongo,
            config.auditDatabase(),
            new DatabaseMeters(host.metrics(), "event-audit")));
  }

  Future<Void> close() {
    return events.close().eventually(audit::close);
  }
}
