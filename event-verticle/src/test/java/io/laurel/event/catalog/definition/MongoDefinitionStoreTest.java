package io.laurel.event.catalog.definition;

import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditStore;
import io.laurel.audit.BrokenAuditStore;
import io.laurel.audit.InMemoryAuditStore;
import org.junit.jupiter.api.Test;

final class MongoDefinitionStoreTest extends DefinitionStoreKit {
  @Override
  protected DefinitionStore empty(AuditStore audit) {
    return store(audit);
  }

  private MongoDefinitionStore store(AuditStore audit) {
    return new MongoDefinitionStore(database(), audit);
  }

  @Test
  void insert_auditAway_entryWaitsForTheSweep() {
    Definition definition = aDefinition();
    store(new BrokenAuditStore()).insert(definition, anEntry(definition.id())).await();

    AuditStore audit = new InMemoryAuditStore();
    store(audit).sweep().await();

    assertThat(entries(audit, definition.id())).hasSize(1);
  }
}
