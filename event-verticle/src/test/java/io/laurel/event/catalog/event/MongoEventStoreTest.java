package io.laurel.event.catalog.event;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditStore;
import io.laurel.audit.BrokenAuditStore;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MongoEventStoreTest extends EventStoreKit {
  private final List<String> emptied = new ArrayList<>();

  @Override
  protected EventStore empty(AuditStore audit) {
    return store(audit);
  }

  private MongoEventStore store(AuditStore audit) {
    return store(database(), audit, emptied);
  }

  /** A store that notes the events of which all is to go. */
  static MongoEventStore store(MongoDatabase database, AuditStore audit, List<String> emptied) {
    return new MongoEventStore(
        database,
        audit,
        id -> {
          emptied.add(id);
          return Future.succeededFuture();
        });
  }

  private long documents() {
    return database().collection("events").count(new JsonObject()).await();
  }

  @Test
  void delete_everythingWell_noDocumentIsLeft() {
    Event draft = anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(1));
    MongoEventStore store = store(new InMemoryAuditStore());
    store.insert(draft, anEntry(draft.id())).await();

    store.delete(draft, anEntry(draft.id())).await();

    assertThat(documents()).isZero();
    assertThat(emptied).containsExactly(draft.id());
  }

  @Test
  void delete_auditAway_entryWaitsInTheDocumentThatNobodySees() {
    Event draft = anEvent(EventState.DRAFT, NOW, NOW.plusSeconds(1));
    AuditEntry made = anEntry(draft.id());
    AuditEntry deleted = anEntry(draft.id());
    MongoEventStore broken = store(new BrokenAuditStore());
    broken.insert(draft, made).await();

    assertThat(broken.delete(draft, deleted).await()).isTrue();

    assertThat(broken.find(draft.id()).await()).isNull();
    assertThat(documents()).isEqualTo(1);
    AuditStore audit = new InMemoryAuditStore();
    store(audit).sweep().await();
    assertThat(documents()).isZero();
    assertThat(entries(audit, draft.id())).containsExactlyInAnyOrder(made, deleted);
  }

  @Test
  void replace_auditAway_entryWaitsForTheSweep() {
    Event event = anEvent();
    MongoEventStore broken = store(new BrokenAuditStore());
    broken.insert(event, anEntry(event.id())).await();
    broken.replace(event.in(EventState.PAUSED, NOW), anEntry(event.id())).await();

    AuditStore audit = new InMemoryAuditStore();
    store(audit).sweep().await();

    assertThat(entries(audit, event.id())).hasSize(2);
    assertThat(broken.find(event.id()).await().state()).isEqualTo(EventState.PAUSED);
  }
}
