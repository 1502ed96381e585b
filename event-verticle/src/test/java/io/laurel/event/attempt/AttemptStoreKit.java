package io.laurel.event.attempt;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.attempt.AttemptStore.Attempted;
import io.laurel.event.attempt.AttemptStore.Attempts;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of attempts does. */
abstract class AttemptStoreKit {
  private static final Attempted WHAT = new Attempted("evt_1", "rwd_1", "usr_1");

  private AttemptStore store;

  /** A store without attempts. */
  abstract AttemptStore empty();

  @BeforeEach
  void prepare() {
    store = empty();
    store.prepare().await();
    store.prepare().await();
  }

  @Test
  void find_noneRefused_null() {
    assertThat(store.find(WHAT).await()).isNull();
  }

  @Test
  void refused_again_countedAndTheLastKept() {
    store.refused(WHAT, "out-of-stock", NOW).await();
    store.refused(WHAT, "already-claimed", NOW.plusMillis(7)).await();
    store.refused(new Attempted("evt_1", "rwd_2", "usr_1"), "out-of-stock", NOW).await();

    assertThat(store.find(WHAT).await())
        .isEqualTo(new Attempts(WHAT, 2, "already-claimed", NOW.plusMillis(7)));
  }

  @Test
  void refused_manyAtOnce_eachCounted() {
    List<Future<Void>> all =
        IntStream.range(0, 50).mapToObj(i -> store.refused(WHAT, "already-claimed", NOW)).toList();
    Future.all(all).await();

    assertThat(store.find(WHAT).await().count()).isEqualTo(50);
  }
}
