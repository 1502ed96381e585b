package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.mongo.StoreKit;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every revocation store does. */
abstract class RevocationStoreKit extends StoreKit<RevocationStore> {
  private static final Instant END = Instant.parse("2026-05-01T00:00:00.123Z");
  private static final Revocation USER = new Revocation("usr_1", 4, "ses_1", 3);
  private static final Revocation SESSION = Revocation.ofSession("ses_2");

  RevocationStoreKit() {
    super(RevocationStore::prepare);
  }

  @Test
  void read_nothingThere_emptyWithoutTime() {
    assertThat(store.read(null).await()).isEqualTo(new RevocationStore.Batch(List.of(), null));
    assertThat(all()).isEmpty();
  }

  @Test
  void add_userAndSession_bothAsTheyWere() {
    store.add(USER, END).await();
    store.add(SESSION, END).await();

    assertThat(all()).containsExactlyInAnyOrder(USER, SESSION);
  }

  @Test
  void add_again_once() {
    store.add(SESSION, END).await();
    store.add(SESSION, END).await();

    assertThat(all()).containsExactly(SESSION);
  }

  @Test
  void add_newer_replacesTheOlder() {
    store.add(USER, END).await();
    Revocation newer = new Revocation("usr_1", 5, null, 5);

    store.add(newer, END).await();

    assertThat(all()).containsExactly(newer);
  }

  @Test
  void add_older_changesNothing() {
    store.add(USER, END).await();

    store.add(new Revocation("usr_1", 3, null, 3), END).await();

    assertThat(all()).containsExactly(USER);
  }

  @Test
  void add_manyEpochsAtOnce_theHighestStays() {
    for (int round = 0; round < 20; round++) {
      String id = "usr_" + round;
      List<Integer> epochs = new ArrayList<>(IntStream.rangeClosed(1, 20).boxed().toList());
      Collections.shuffle(epochs, new Random(round));

      Future.all(
              epochs.stream()
                  .map(epoch -> store.add(new Revocation(id, epoch, null, epoch), END))
                  .toList())
          .await();
    }

    assertThat(all()).hasSize(20).extracting(Revocation::epoch).containsOnly(20L);
  }

  @Test
  void read_sinceTheNewest_theNewestAndWhatCameAfter() {
    store.add(USER, END).await();
    Instant first = store.read(null).await().newest();
    Instant later = newestAfter(first);

    assertThat(store.read(first).await().revocations()).contains(USER);
    assertThat(store.read(later).await().revocations()).isNotEmpty().doesNotContain(USER);
    assertThat(store.read(later.plusMillis(1)).await().revocations()).isEmpty();
  }

  @Test
  void read_changedSince_foundAgain() {
    store.add(USER, END).await();
    Instant later = newestAfter(store.read(null).await().newest());
    Revocation newer = new Revocation("usr_1", 5, null, 5);

    store.add(newer, END).await();

    assertThat(store.read(later).await().revocations()).contains(newer);
  }

  /** Writes until the store's own clock has gone on. */
  private Instant newestAfter(Instant time) {
    Instant newest = time;
    for (int epoch = 1; !newest.isAfter(time) && epoch < 10_000; epoch++) {
      store.add(new Revocation("usr_other", epoch, null, epoch), END).await();
      newest = store.read(null).await().newest();
    }
    return newest;
  }

  @Test
  void deleteExpired_past_onlyThose() {
    store.add(USER, END).await();
    store.add(SESSION, END.plusMillis(1)).await();

    store.deleteExpired(END.plusMillis(1)).await();

    assertThat(all()).containsExactly(SESSION);
  }

  private List<Revocation> all() {
    return store.read(null).await().revocations();
  }
}
