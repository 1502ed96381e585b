package io.laurel.event.catalog.accesscode;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.InMemoryAuditStore;
import io.laurel.event.catalog.accesscode.AccessCodeStore.Word;
import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of codes does. */
abstract class AccessCodeStoreKit extends StoreKit<AccessCodeStore> {
  final InMemoryAuditStore audit = new InMemoryAuditStore();
  private final String eventId = anId("evt");

  AccessCodeStoreKit() {
    super(AccessCodeStore::prepare);
  }

  private static AccessCode aCode(String hash, String eventId) {
    return new AccessCode(hash, eventId, "rwd_1", 1, "bat_1");
  }

  static CodeBatch aWordOf(String eventId, String rewardId, int uses) {
    return new CodeBatch(anId("wrd"), eventId, rewardId, "2026", 1, 1, uses, NOW, "usr_olga", null);
  }

  private AuditEntry entryOf(Word word) {
    return anEntry(word.batch().id());
  }

  @Test
  void append_thenFind_same() {
    List<AccessCode> codes =
        IntStream.range(0, 20).mapToObj(i -> aCode("hash-" + i, eventId)).toList();

    assertThat(store.append(codes).await()).isEqualTo(20);

    assertThat(store.find(List.of("hash-3", "hash-7", "none")).await())
        .containsExactlyInAnyOrder(codes.get(3), codes.get(7));
  }

  @Test
  void append_oneIsThere_thoseBeforeItOnly() {
    store.append(List.of(aCode("taken", eventId))).await();

    List<AccessCode> codes =
        List.of(aCode("a", eventId), aCode("b", eventId), aCode("taken", "x"), aCode("c", eventId));

    assertThat(store.append(codes).await()).isEqualTo(2);
    assertThat(store.find(List.of("a", "b", "c", "taken")).await())
        .containsExactlyInAnyOrder(codes.get(0), codes.get(1), aCode("taken", eventId));
  }

  @Test
  void append_forWhatTheEventGives_withoutReward() {
    AccessCode code = new AccessCode("hash", eventId, null, 1, "bat_1");

    store.append(List.of(code)).await();

    assertThat(store.find(List.of("hash")).await()).containsExactly(code);
  }

  @Test
  void insert_sameWordAtOnce_oneWithItsEntryAndUnlisted() {
    List<Word> rivals =
        IntStream.range(0, 8)
            .mapToObj(i -> new Word("hash", aWordOf(anId("evt"), "rwd_" + i, 5)))
            .toList();

    List<Future<Boolean>> tried =
        rivals.stream().map(word -> store.insert(word, entryOf(word))).toList();
    Future.all(tried).await();

    List<Word> won =
        IntStream.range(0, 8).filter(i -> tried.get(i).result()).mapToObj(rivals::get).toList();
    assertThat(won).hasSize(1);
    assertThat(store.find(List.of("hash")).await()).containsExactly(won.get(0).code());
    assertThat(store.unlisted(10).await()).isEqualTo(won);
    assertThat(rivals.stream().flatMap(word -> entries(audit, word.batch().id()).stream()))
        .hasSize(1);
  }

  @Test
  void listed_noLongerMarkedAndTheSameCode() {
    Word word = new Word("hash", aWordOf(eventId, null, 5));
    store.insert(word, entryOf(word)).await();

    store.listed(word).await();

    assertThat(store.unlisted(10).await()).isEmpty();
    assertThat(store.find(List.of("hash")).await()).containsExactly(word.code());
  }

  @Test
  void takeOver_asRead_isTheOtherEventsWithItsEntryAndUnlisted() {
    Word old = new Word("hash", aWordOf(eventId, "rwd_1", 5));
    store.insert(old, entryOf(old)).await();
    store.listed(old).await();
    Word next = new Word("hash", aWordOf(anId("evt"), null, 9));

    assertThat(store.takeOver(old.code(), next, entryOf(next)).await()).isTrue();

    assertThat(store.find(List.of("hash")).await()).containsExactly(next.code());
    assertThat(store.unlisted(10).await()).containsExactly(next);
    assertThat(entries(audit, next.batch().id())).hasSize(1);
    // Who was slow to list the old one takes no mark of the new one away.
    store.listed(old).await();
    assertThat(store.unlisted(10).await()).containsExactly(next);
  }

  @Test
  void takeOver_atOnce_oneWins() {
    Word old = new Word("hash", aWordOf(eventId, null, 5));
    store.insert(old, entryOf(old)).await();

    List<Future<Boolean>> tried =
        IntStream.range(0, 8)
            .mapToObj(i -> new Word("hash", aWordOf(anId("evt"), null, 5)))
            .map(word -> store.takeOver(old.code(), word, entryOf(word)))
            .toList();
    Future.all(tried).await();

    assertThat(tried).filteredOn(Future::result).hasSize(1);
  }

  @Test
  void dropAllOf_itsOwnOnly() {
    String other = anId("evt");
    store.append(List.of(aCode("a", eventId), aCode("b", other))).await();
    Word word = new Word("w", aWordOf(eventId, null, 5));
    store.insert(word, entryOf(word)).await();

    store.dropAllOf(eventId).await();
    store.dropAllOf(eventId).await();

    assertThat(store.find(List.of("a", "b", "w")).await()).containsExactly(aCode("b", other));
    assertThat(entries(audit, word.batch().id())).hasSize(1);
  }
}
