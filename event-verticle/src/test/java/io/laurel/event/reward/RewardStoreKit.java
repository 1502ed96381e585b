package io.laurel.event.reward;

import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.stock.SerialRange;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every reward store does. */
abstract class RewardStoreKit {
  private final String eventId = anId("evt");
  private RewardStore store;

  /** A store without rewards. */
  abstract RewardStore empty();

  @BeforeEach
  void prepare() {
    store = empty();
    store.prepare().await();
    store.prepare().await();
  }

  private Reward kept(Integer stock) {
    Reward reward = aReward(eventId, stock);
    assertThat(store.insert(reward).await()).isTrue();
    return reward;
  }

  @Test
  void insert_thenFind_sameReward() {
    Reward limited = kept(10);
    Reward unlimited = kept(null);

    assertThat(store.find(eventId, limited.id()).await()).isEqualTo(limited);
    assertThat(store.find(eventId, unlimited.id()).await()).isEqualTo(unlimited);
  }

  @Test
  void insert_idTaken_keepsTheFirst() {
    Reward reward = kept(10);

    assertThat(store.insert(reward).await()).isFalse();
  }

  @Test
  void find_underAnotherEvent_null() {
    Reward reward = kept(10);

    assertThat(store.find(anId("evt"), reward.id()).await()).isNull();
  }

  @Test
  void ofEvent_onlyItsOwn_bounded() {
    List<Reward> own = IntStream.range(0, 3).mapToObj(i -> kept(10)).toList();
    store.insert(aReward(anId("evt"), 1)).await();

    assertThat(store.ofEvent(eventId, 10).await()).containsExactlyInAnyOrderElementsOf(own);
    assertThat(store.ofEvent(eventId, 2).await()).hasSize(2);
  }

  @Test
  void list_pages_everyRewardOnce() {
    List<Reward> own = IntStream.range(0, 5).mapToObj(i -> kept(10)).toList();

    List<Reward> seen = new ArrayList<>();
    Page<Reward> page = store.list(eventId, new PageRequest(2, null)).await();
    seen.addAll(page.items());
    while (page.next() != null) {
      page = store.list(eventId, new PageRequest(2, page.next())).await();
      seen.addAll(page.items());
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(own);
  }

  @Test
  void takeSerials_untilStock_eachOnceThenNone() {
    Reward reward = kept(10);

    assertThat(store.takeSerials(reward.id(), 10, 4).await()).isEqualTo(new SerialRange(1, 4));
    assertThat(store.takeSerials(reward.id(), 10, 4).await()).isEqualTo(new SerialRange(5, 8));
    assertThat(store.takeSerials(reward.id(), 10, 4).await()).isEqualTo(new SerialRange(9, 10));
    assertThat(store.takeSerials(reward.id(), 10, 4).await().isEmpty()).isTrue();
  }

  @Test
  void takeSerials_inParallel_noneTwice() {
    Reward reward = kept(1_000);

    List<Future<SerialRange>> takes =
        IntStream.range(0, 100).mapToObj(i -> store.takeSerials(reward.id(), 1_000, 10)).toList();
    Future.all(takes).await();

    List<Integer> serials =
        takes.stream()
            .flatMap(
                take -> IntStream.rangeClosed(take.result().first(), take.result().last()).boxed())
            .toList();
    assertThat(serials).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void takeSerials_unknownReward_none() {
    assertThat(store.takeSerials("rwd_none", 10, 1).await().isEmpty()).isTrue();
  }
}
