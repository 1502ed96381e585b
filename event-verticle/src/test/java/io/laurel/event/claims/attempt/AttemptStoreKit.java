package io.laurel.event.claims.attempt;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.claims.attempt.AttemptStore.Attempts;
import io.laurel.event.facts.condition.Measured;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
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
    Attempt first = anAttempt("out-of-stock", 0);
    Attempt second = anAttempt("already-claimed", 7);
    store.refused(WHAT, first).await();
    store.refused(WHAT, second).await();
    store.refused(new Attempted("evt_1", "rwd_2", "usr_1"), first).await();

    assertThat(store.find(WHAT).await())
        .isEqualTo(
            new Attempts(
                WHAT, 2, NOW, "already-claimed", NOW.plusMillis(7), List.of(second, first)));
  }

  private static Attempt anAttempt(String code, long millis) {
    return new Attempt(NOW.plusMillis(millis), code, List.of());
  }

  @Test
  void refused_conditionsNotMet_keptAsMeasured() {
    Attempt unmet =
        new Attempt(
            NOW,
            "conditions-not-met",
            List.of(
                new Measured("LOGIN_DAYS", "Come often", 3, 7),
                new Measured("LEVEL_REACHED", null, 1, 1)));
    store.refused(WHAT, unmet).await();

    assertThat(store.find(WHAT).await().recent()).containsExactly(unmet);
  }

  @Test
  void refused_moreThanAreKept_theLastOnesNewestFirst() {
    for (int i = 0; i < 13; i++) {
      store.refused(WHAT, anAttempt("already-claimed", i)).await();
    }

    Attempts found = store.find(WHAT).await();
    assertThat(found.count()).isEqualTo(13);
    assertThat(found.recent())
        .extracting(Attempt::at)
        .containsExactly(
            IntStream.range(0, 10).mapToObj(i -> NOW.plusMillis(12 - i)).toArray(Instant[]::new));
  }

  @Test
  void attempt_manyConditions_theFirstAreKept() {
    List<Measured> many =
        IntStream.range(0, 99).mapToObj(i -> new Measured("LOGIN_DAYS", null, 0, i + 1)).toList();

    assertThat(new Attempt(NOW, "conditions-not-met", many).conditions())
        .isEqualTo(many.subList(0, 40));
  }

  @Test
  void refused_manyAtOnce_eachCounted() {
    List<Future<Void>> all =
        IntStream.range(0, 50)
            .mapToObj(i -> store.refused(WHAT, anAttempt("already-claimed", 0)))
            .toList();
    Future.all(all).await();

    assertThat(store.find(WHAT).await().count()).isEqualTo(50);
  }

  private void refuse(String event, String reward, String user, String code, long millis) {
    store.refused(new Attempted(event, reward, user), anAttempt(code, millis)).await();
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
    assertThat(store.countUpTo(9, "evt_1", NOW.plusMillis(1), NOW.plusMillis(3)).await())
        .isEqualTo(2);
    assertThat(store.countUpTo(2, "evt_1", NOW, NOW.plusMillis(99)).await()).isEqualTo(2);
    assertThat(store.countUpTo(9, "evt_1", NOW.plusMillis(4), NOW.plusMillis(99)).await()).isZero();
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
