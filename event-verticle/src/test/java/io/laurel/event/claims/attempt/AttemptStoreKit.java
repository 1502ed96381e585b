package io.laurel.event.claims.attempt;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.claims.attempt.AttemptStore.Attempts;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        .isEqualTo(new Attempts(WHAT, 2, NOW, "already-claimed", NOW.plusMillis(7)));
  }

  @Test
  void refused_manyAtOnce_eachCounted() {
    List<Future<Void>> all =
        IntStream.range(0, 50).mapToObj(i -> store.refused(WHAT, "already-claimed", NOW)).toList();
    Future.all(all).await();

    assertThat(store.find(WHAT).await().count()).isEqualTo(50);
  }

  private void refuse(String event, String reward, String user, String code, long millis) {
    store.refused(new Attempted(event, reward, user), code, NOW.plusMillis(millis)).await();
  }

  private List<String> listed(String userId, int limit) {
    List<String> seen = new ArrayList<>();
    Page<Attempts> page = store.list("evt_1", userId, new PageRequest(limit, null)).await();
    page.items().forEach(one -> seen.add(one.what().rewardId() + one.what().userId()));
    while (page.next() != null) {
      // Who is refused again meanwhile neither comes again nor is left out.
      refuse("evt_1", "rwd_1", "usr_1", "out-of-stock", 99);
      page = store.list("evt_1", userId, new PageRequest(limit, page.next())).await();
      page.items().forEach(one -> seen.add(one.what().rewardId() + one.what().userId()));
    }
    return seen;
  }

  @Test
  void list_pagesOfAnEvent_byFirstRefusalNewestFirst() {
    refuse("evt_1", "rwd_1", "usr_1", "out-of-stock", 1);
    refuse("evt_1", "rwd_1", "usr_2", "out-of-stock", 2);
    refuse("evt_1", "rwd_2", "usr_1", "out-of-stock", 2);
    refuse("evt_1", "rwd_3", "usr_3", "out-of-stock", 4);
    refuse("evt_2", "rwd_4", "usr_1", "out-of-stock", 5);
    refuse("evt_1", "rwd_1", "usr_1", "out-of-stock", 6);

    assertThat(listed(null, 1))
        .containsExactly("rwd_3usr_3", "rwd_2usr_1", "rwd_1usr_2", "rwd_1usr_1");
    assertThat(listed("usr_1", 1)).containsExactly("rwd_2usr_1", "rwd_1usr_1");
  }

  @Test
  void countByCode_ofAnEventAndTime_eachAttemptOnce() {
    refuse("evt_1", "rwd_1", "usr_1", "out-of-stock", 1);
    refuse("evt_1", "rwd_1", "usr_1", "already-claimed", 50);
    refuse("evt_1", "rwd_1", "usr_2", "out-of-stock", 2);
    refuse("evt_1", "rwd_1", "usr_3", "conditions-not-met", 3);
    refuse("evt_2", "rwd_1", "usr_1", "out-of-stock", 2);

    assertThat(store.countByCode("evt_1", NOW.plusMillis(1), NOW.plusMillis(3)).await())
        .isEqualTo(Map.of("out-of-stock", 2L, "already-claimed", 1L));
    assertThat(store.countByCode("evt_1", NOW.plusMillis(4), NOW.plusMillis(99)).await()).isEmpty();
  }

  @Test
  void oldest_ofAnEvent_itsFirstRefusal() {
    refuse("evt_1", "rwd_1", "usr_1", "out-of-stock", 5);
    refuse("evt_1", "rwd_1", "usr_2", "out-of-stock", 3);
    refuse("evt_1", "rwd_1", "usr_1", "out-of-stock", 9);
    refuse("evt_2", "rwd_1", "usr_1", "out-of-stock", 1);

    assertThat(store.oldest("evt_1").await()).isEqualTo(NOW.plusMillis(3));
    assertThat(store.oldest("evt_3").await()).isNull();
  }
}
