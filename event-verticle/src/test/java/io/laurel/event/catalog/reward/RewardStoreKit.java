package io.laurel.event.catalog.reward;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anId;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.entries;
import static io.laurel.event.Fixtures.to;
import static io.laurel.event.Fixtures.wins;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.audit.AuditEntry;
import io.laurel.audit.AuditedStoreKit;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.SerialRange;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every reward store does. */
abstract class RewardStoreKit extends AuditedStoreKit<RewardStore> {
  private final String eventId = anId("evt");

  RewardStoreKit() {
    super(RewardStore::prepare);
  }

  private Reward kept(Integer stock) {
    Reward reward = aReward(eventId, stock);
    assertThat(store.insert(reward, anEntry(reward.id())).await()).isTrue();
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
  void insert_madeOfADefinition_saysWhich() {
    Reward reward = aReward(eventId, 10);
    Reward copied =
        new Reward(
            reward.id(), eventId, reward.terms(), new Reward.Source("def_1", 3), 1, NOW, NOW, null);
    store.insert(copied, anEntry("rwd")).await();
    Reward edited = with(copied, 20);
    store.replace(copied, edited, anEntry("rwd")).await();

    assertThat(store.find(eventId, reward.id()).await()).isEqualTo(edited);
    assertThat(edited.source()).isEqualTo(new Reward.Source("def_1", 3));
  }

  @Test
  void insert_idTaken_keepsTheFirst() {
    Reward reward = kept(10);

    assertThat(store.insert(reward, anEntry(reward.id())).await()).isFalse();
  }

  @Test
  void find_underAnotherEvent_null() {
    Reward reward = kept(10);

    assertThat(store.find(anId("evt"), reward.id()).await()).isNull();
  }

  @Test
  void ofEvent_onlyItsOwn_bounded() {
    List<Reward> own = IntStream.range(0, 3).mapToObj(i -> kept(10)).toList();
    store.insert(aReward(anId("evt"), 1), anEntry("rwd")).await();

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

  private static SerialBlock block(int first, int last) {
    return new SerialBlock(new SerialRange(first, last), 10);
  }

  private static Reward with(Reward reward, Integer stock) {
    RewardTerms terms =
        new RewardTerms(
            "Ruby",
            null,
            "ITEM",
            7,
            null,
            stock,
            false,
            new Limit(3, Limit.Period.WEEK),
            asking(reward, wins(3)).conditions(),
            "end_1");
    return reward.with(terms, NOW.plusSeconds(5));
  }

  @Test
  void replace_nextVersion_asGivenWithItsEntry() {
    Reward reward = kept(10);
    AuditEntry entry = anEntry("rwd_changed");

    assertThat(store.replace(reward, with(reward, 20), entry).await()).isTrue();

    assertThat(store.find(eventId, reward.id()).await()).isEqualTo(with(reward, 20));
    assertThat(entries(audit, "rwd_changed")).containsExactly(entry);
  }

  @Test
  void replace_withoutItsEndpoint_hasNone() {
    Reward reward = to("end_1", aReward(eventId, 10));
    store.insert(reward, anEntry("rwd")).await();
    Reward freed = reward.with(to(null, reward).terms(), NOW.plusSeconds(5));

    assertThat(store.find(eventId, reward.id()).await()).isEqualTo(reward);
    store.replace(reward, freed, anEntry("rwd")).await();

    assertThat(store.find(eventId, reward.id()).await()).isEqualTo(freed);
  }

  @Test
  void replace_anotherWasFaster_nothingAndNoEntry() {
    Reward reward = kept(10);
    store.replace(reward, with(reward, 20), anEntry(reward.id())).await();

    assertThat(store.replace(reward, with(reward, 30), anEntry("rwd_late")).await()).isFalse();

    assertThat(store.find(eventId, reward.id()).await().stock()).isEqualTo(20);
    assertThat(entries(audit, "rwd_late")).isEmpty();
  }

  @Test
  void replace_manyAtOnce_oneWins() {
    Reward reward = kept(10);

    List<Future<Boolean>> writes =
        IntStream.range(0, 50)
            .mapToObj(i -> store.replace(reward, with(reward, 20 + i), anEntry("rwd_race")))
            .toList();
    Future.all(writes).await();

    assertThat(writes).filteredOn(Future::result).hasSize(1);
    assertThat(entries(audit, "rwd_race")).hasSize(1);
  }

  @Test
  void replace_stockRaised_serialsGoOnWhereTheyWere() {
    Reward reward = kept(10);
    store.takeSerials(reward.id(), 10, 6).await();

    store.replace(reward, with(reward, 20), anEntry(reward.id())).await();

    assertThat(store.takeSerials(reward.id(), 20, 20).await())
        .isEqualTo(new SerialBlock(new SerialRange(7, 20), 20));
  }

  @Test
  void replace_stockLoweredToWhatWasHandedOut_done() {
    Reward reward = kept(10);
    store.takeSerials(reward.id(), 10, 6).await();

    assertThat(store.replace(reward, with(reward, 6), anEntry(reward.id())).await()).isTrue();

    SerialBlock block = store.takeSerials(reward.id(), 10, 6).await();
    assertThat(block.serials().isEmpty()).isTrue();
    assertThat(block.stock()).isEqualTo(6);
  }

  @Test
  void replace_stockLoweredBelowWhatWasHandedOut_nothing() {
    Reward reward = kept(10);
    store.takeSerials(reward.id(), 10, 6).await();

    assertThat(store.replace(reward, with(reward, 5), anEntry("rwd_late")).await()).isFalse();

    assertThat(store.find(eventId, reward.id()).await()).isEqualTo(reward);
    assertThat(entries(audit, "rwd_late")).isEmpty();
  }

  @Test
  void replace_unlimitedAndLimitedAgain_serialsHandedOutAreRemembered() {
    Reward reward = kept(10);
    store.takeSerials(reward.id(), 10, 6).await();
    Reward unlimited = with(reward, null);
    assertThat(store.replace(reward, unlimited, anEntry(reward.id())).await()).isTrue();
    assertThat(store.takeSerials(reward.id(), 10, 1).await().serials())
        .isEqualTo(new SerialRange(7, 7));

    assertThat(store.replace(unlimited, with(unlimited, 6), anEntry("rwd")).await()).isFalse();
    assertThat(store.replace(unlimited, with(unlimited, 8), anEntry("rwd")).await()).isTrue();

    assertThat(store.takeSerials(reward.id(), 8, 5).await().serials())
        .isEqualTo(new SerialRange(8, 8));
  }

  @Test
  void replace_neverLimitedBecomesLimited_serialsFromOne() {
    Reward reward = kept(null);

    assertThat(store.replace(reward, with(reward, 3), anEntry(reward.id())).await()).isTrue();

    assertThat(store.takeSerials(reward.id(), 3, 5).await().serials())
        .isEqualTo(new SerialRange(1, 3));
  }

  @Test
  void delete_asRead_goneButForItsEntry() {
    Reward reward = kept(10);
    AuditEntry entry = anEntry("rwd_deleted");

    assertThat(store.delete(reward, entry).await()).isTrue();

    assertThat(store.find(eventId, reward.id()).await()).isNull();
    assertThat(store.ofEvent(eventId, 10).await()).isEmpty();
    assertThat(store.list(eventId, new PageRequest(10, null)).await().items()).isEmpty();
    assertThat(store.delete(reward, anEntry("rwd_deleted")).await()).isFalse();
    assertThat(entries(audit, "rwd_deleted")).containsExactly(entry);
  }

  @Test
  void delete_anotherVersion_stays() {
    Reward reward = kept(10);
    Reward after = with(reward, 20);
    store.replace(reward, after, anEntry(reward.id())).await();

    assertThat(store.delete(reward, anEntry("rwd_late")).await()).isFalse();

    assertThat(store.find(eventId, reward.id()).await()).isEqualTo(after);
    assertThat(entries(audit, "rwd_late")).isEmpty();
  }

  @Test
  void takeSerials_untilStock_eachOnceThenNone() {
    Reward reward = kept(10);

    assertThat(store.takeSerials(reward.id(), 10, 4).await()).isEqualTo(block(1, 4));
    assertThat(store.takeSerials(reward.id(), 10, 4).await()).isEqualTo(block(5, 8));
    assertThat(store.takeSerials(reward.id(), 10, 4).await()).isEqualTo(block(9, 10));
    assertThat(store.takeSerials(reward.id(), 10, 4).await().serials().isEmpty()).isTrue();
  }

  /** However often it was asked when nothing was left. */
  @Test
  void takeSerials_exhaustedThenStockRaised_goesOnBehindTheLast() {
    Reward reward = kept(10);
    store.takeSerials(reward.id(), 10, 10).await();
    store.takeSerials(reward.id(), 10, 4).await();
    store.takeSerials(reward.id(), 10, 4).await();

    store.replace(reward, with(reward, 20), anEntry(reward.id())).await();

    assertThat(store.takeSerials(reward.id(), 20, 20).await().serials())
        .isEqualTo(new SerialRange(11, 20));
  }

  @Test
  void takeSerials_inParallel_noneTwice() {
    Reward reward = kept(1_000);

    List<Future<SerialBlock>> takes =
        IntStream.range(0, 100).mapToObj(i -> store.takeSerials(reward.id(), 1_000, 10)).toList();
    Future.all(takes).await();

    List<Integer> serials =
        takes.stream()
            .flatMap(
                take ->
                    IntStream.rangeClosed(
                            take.result().serials().first(), take.result().serials().last())
                        .boxed())
            .toList();
    assertThat(serials).hasSize(1_000).doesNotHaveDuplicates();
  }

  @Test
  void takeSerials_unknownReward_none() {
    assertThat(store.takeSerials("rwd_none", 10, 1).await().serials().isEmpty()).isTrue();
  }
}
