package io.laurel.event.catalog.accesscode;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.mongo.StoreKit;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of batches does. */
abstract class CodeBatchStoreKit extends StoreKit<CodeBatchStore> {
  final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final String eventId = anId("evt");

  CodeBatchStoreKit() {
    super(CodeBatchStore::prepare);
  }

  private static CodeBatch aBatch(String eventId, Instant at) {
    return new CodeBatch(anId("bat"), eventId, null, null, 100, 10, 1, at, "usr_olga", null);
  }

  private CodeBatch kept(Instant at) {
    CodeBatch batch = aBatch(eventId, at);
    store.insert(batch, anEntry(batch.id())).await();
    return batch;
  }

  private CodeBatch keptWord(int uses) {
    CodeBatch word =
        new CodeBatch(anId("wrd"), eventId, "rwd_1", "2026", 1, 1, uses, NOW, "usr_olga", null);
    store.list(word).await();
    return word;
  }

  @Test
  void insert_thenFind_sameWithItsEntry() {
    CodeBatch batch = kept(NOW);

    assertThat(store.find(batch.id()).await()).isEqualTo(batch);
    assertThat(store.find("bat_none").await()).isNull();
    assertThat(entries(audit, batch.id())).hasSize(1);
  }

  @Test
  void list_again_staysAsItIs() {
    CodeBatch word = keptWord(5);
    store.takeUses(word.id(), 5, 2).await();

    store.list(word).await();

    assertThat(store.find(word.id()).await()).isEqualTo(word);
    assertThat(store.takeUses(word.id(), 5, 1).await().serials().first()).isEqualTo(3);
  }

  @Test
  void raise_atOnce_oneWins() {
    CodeBatch batch = kept(NOW);

    List<Future<Boolean>> tried =
        IntStream.range(0, 8).mapToObj(i -> store.raise(batch, 20)).toList();
    Future.all(tried).await();

    assertThat(tried).filteredOn(Future::result).hasSize(1);
    assertThat(store.find(batch.id()).await()).isEqualTo(batch.withMade(20));
  }

  @Test
  void raise_void_not() {
    CodeBatch batch = kept(NOW);
    store.makeVoid(batch, NOW, anEntry(batch.id())).await();

    assertThat(store.raise(batch, 20).await()).isFalse();
  }

  @Test
  void makeVoid_atOnce_oneWinsWithItsEntry() {
    CodeBatch batch = kept(NOW);
    Instant later = NOW.plusSeconds(5);

    List<Future<Outcome<CodeBatch>>> tried =
        IntStream.range(0, 8)
            .mapToObj(i -> store.makeVoid(batch, later, anEntry(batch.id())))
            .toList();
    Future.all(tried).await();

    assertThat(tried).filteredOn(one -> one.result() instanceof Written).hasSize(1);
    assertThat(tried).filteredOn(one -> one.result() instanceof Lost).hasSize(7);
    assertThat(store.find(batch.id()).await().voidedAt()).isEqualTo(later);
    assertThat(entries(audit, batch.id())).hasSize(2);
  }

  @Test
  void list_pages_newestFirstEachOnce() {
    List<CodeBatch> kept = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      kept.add(0, kept(NOW.plusSeconds(i)));
    }
    CodeBatch other = aBatch(anId("evt"), NOW);
    store.insert(other, anEntry(other.id())).await();

    List<CodeBatch> listed = new ArrayList<>();
    Page<CodeBatch> page = store.list(eventId, new PageRequest(3, null)).await();
    listed.addAll(page.items());
    while (page.next() != null) {
      page = store.list(eventId, new PageRequest(3, page.next())).await();
      listed.addAll(page.items());
    }

    assertThat(listed).isEqualTo(kept);
  }

  @Test
  void takeUses_atOnce_eachOnceAndNoneBeyond() {
    CodeBatch word = keptWord(100);

    List<Future<SerialBlock>> taken =
        IntStream.range(0, 20).mapToObj(i -> store.takeUses(word.id(), 100, 7)).toList();
    Future.all(taken).await();

    assertThat(
            taken.stream()
                .map(block -> block.result().serials())
                .flatMap(range -> IntStream.rangeClosed(range.first(), range.last()).boxed())
                .sorted())
        .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    assertThat(store.takeUses(word.id(), 100, 1).await().serials().isEmpty()).isTrue();
    assertThat(store.takeUses("wrd_none", 100, 1).await().serials().isEmpty()).isTrue();
  }

  @Test
  void dropAllOf_itsOwnOnlyAndEntriesStay() {
    CodeBatch batch = kept(NOW);
    kept(NOW.plusSeconds(1));
    CodeBatch other = aBatch(anId("evt"), NOW);
    store.insert(other, anEntry(other.id())).await();

    store.dropAllOf(eventId).await();
    store.dropAllOf(eventId).await();

    assertThat(store.find(batch.id()).await()).isNull();
    assertThat(store.list(eventId, new PageRequest(10, null)).await().items()).isEmpty();
    assertThat(store.find(other.id()).await()).isEqualTo(other);
    assertThat(entries(audit, batch.id())).hasSize(1);
  }
}
