package io.laurel.audit;

import static io.laurel.audit.AuditStoreKit.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.audit.AuditStore.Filter;
import io.laurel.failure.Failure;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.TestDatabase;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MongoAuditOutboxTest {
  private final Failure refused = Failure.conflict("refused", "Never.");

  private final TestDatabase test = new TestDatabase();
  private final MongoCollection things = test.database().collection("things");
  private final AuditStore entries = new MongoAuditStore(test.database());
  private final MongoAuditOutbox outbox = new MongoAuditOutbox(things, entries);

  @BeforeEach
  void prepare() {
    Future.all(entries.prepare(), outbox.prepare()).await();
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void move_insertedAndChanged_entriesAreInTheCollectionOnly() {
    JsonObject document = MongoAuditOutbox.put(thing("t1"), anEntry(1));
    things.insert(document).await();
    outbox.move(document).await();
    outbox.move(change("t1", anEntry(2))).await();

    assertThat(listed()).containsExactly(anEntry(2), anEntry(1));
    assertThat(things.findOne(thing("t1")).await().getJsonArray("audit")).isEmpty();
  }

  @Test
  void sweep_whatWasLeft_movedOnce() {
    things.insert(MongoAuditOutbox.put(thing("t1"), anEntry(1))).await();
    change("t1", anEntry(2));
    entries.add(anEntry(1)).await();
    for (int number = 10; number < 115; number++) {
      things.insert(MongoAuditOutbox.put(thing("t" + number), anEntry(number))).await();
    }

    // Two nodes.
    Future.all(outbox.sweep(), new MongoAuditOutbox(things, entries).sweep()).await();

    assertThat(listed()).hasSize(100).doesNotHaveDuplicates();
    assertThat(count()).isEqualTo(107);
    assertThat(
            things.count(new JsonObject().put("audit", new JsonObject().put("$size", 0))).await())
        .isEqualTo(106);
  }

  @Test
  void sweep_entryThatIsRefused_keepsNoOtherWaiting() {
    for (int number = 0; number < 105; number++) {
      things.insert(MongoAuditOutbox.put(thing("t" + number), anEntry(number))).await();
    }

    Future<Void> swept = new MongoAuditOutbox(things, refusing(anEntry(0))).sweep();

    assertThatThrownBy(swept::await).isSameAs(refused);
    assertThat(count()).isEqualTo(104);
    outbox.sweep().await();
    assertThat(count()).isEqualTo(105);
  }

  private AuditStore refusing(AuditEntry one) {
    return new AuditStore() {
      @Override
      public Future<Void> prepare() {
        return Future.succeededFuture();
      }

      @Override
      public Future<Void> add(AuditEntry entry) {
        return entry.equals(one) ? refused.asFuture() : entries.add(entry);
      }

      @Override
      public Future<Page<AuditEntry>> list(Filter filter, PageRequest page) {
        return entries.list(filter, page);
      }
    };
  }

  @Test
  void move_entryWrittenMeanwhile_staysForTheNext() {
    things.insert(MongoAuditOutbox.put(thing("t1"), anEntry(1))).await();
    JsonObject seen = things.findOne(thing("t1")).await();
    change("t1", anEntry(2));

    outbox.move(seen).await();

    assertThat(listed()).containsExactly(anEntry(1));
    outbox.sweep().await();
    assertThat(listed()).containsExactly(anEntry(2), anEntry(1));
  }

  @Test
  void move_collectionAway_succeedsAndLeavesTheEntry() {
    MongoAuditOutbox broken = new MongoAuditOutbox(things, new BrokenAuditStore());
    JsonObject document = MongoAuditOutbox.put(thing("t1"), anEntry(1));
    things.insert(document).await();

    broken.move(document).await();

    outbox.sweep().await();
    assertThat(listed()).containsExactly(anEntry(1));
  }

  @Test
  void discard_entryThatCouldNotBeMoved_documentStaysUntilItIs() {
    JsonObject document = MongoAuditOutbox.put(thing("t1"), anEntry(1));
    things.insert(document).await();

    new MongoAuditOutbox(things, new BrokenAuditStore()).discard(document).await();
    assertThat(things.findOne(thing("t1")).await()).isNotNull();

    outbox.discard(document).await();
    assertThat(things.findOne(thing("t1")).await()).isNull();
    assertThat(listed()).containsExactly(anEntry(1));
  }

  @Test
  void discard_entryWrittenMeanwhile_documentStays() {
    JsonObject document = MongoAuditOutbox.put(thing("t1"), anEntry(1));
    things.insert(document).await();
    change("t1", anEntry(2));

    outbox.discard(document).await();

    assertThat(things.findOne(thing("t1")).await()).isNotNull();
  }

  private JsonObject change(String id, AuditEntry entry) {
    JsonObject update = new JsonObject().put("$set", new JsonObject().put("changed", true));
    return things.findOneAndUpdate(thing(id), MongoAuditOutbox.push(update, entry)).await();
  }

  private static JsonObject thing(String id) {
    return new JsonObject().put(MongoCollection.ID, id);
  }

  private long count() {
    return test.database().collection("entries").count(new JsonObject()).await();
  }

  private List<AuditEntry> listed() {
    return entries
        .list(new Filter(null, null, null, null, null, null), new PageRequest(100, null))
        .await()
        .items();
  }
}
