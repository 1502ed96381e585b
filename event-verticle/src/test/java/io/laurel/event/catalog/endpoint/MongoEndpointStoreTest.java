package io.laurel.event.catalog.endpoint;

import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditStore;
import io.laurel.audit.BrokenAuditStore;
import io.laurel.audit.InMemoryAuditStore;
import org.junit.jupiter.api.Test;

final class MongoEndpointStoreTest extends EndpointStoreKit {
  @Override
  protected EndpointStore empty(AuditStore audit) {
    return store(audit);
  }

  private MongoEndpointStore store(AuditStore audit) {
    return new MongoEndpointStore(database(), audit);
  }

  @Test
  void insertAndTell_auditAway_entriesWaitForTheSweep() {
    Endpoint endpoint = aWebhook();
    MongoEndpointStore broken = store(new BrokenAuditStore());
    broken.insert(endpoint, anEntry(endpoint.id())).await();
    broken.tell(endpoint.id(), anEntry(endpoint.id())).await();

    AuditStore audit = new InMemoryAuditStore();
    store(audit).sweep().await();

    assertThat(entries(audit, endpoint.id())).hasSize(2);
  }
}
