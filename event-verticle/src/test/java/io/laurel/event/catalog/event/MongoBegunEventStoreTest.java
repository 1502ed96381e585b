package io.laurel.event.catalog.event;

import io.laurel.audit.AuditStore;
import io.vertx.core.Future;

final class MongoBegunEventStoreTest extends BegunEventStoreKit {
  @Override
  EventStore empty(AuditStore audit) {
    return new MongoEventStore(
        database(),
        audit,
        id -> {
          emptied.add(id);
          return Future.succeededFuture();
        });
  }
}
