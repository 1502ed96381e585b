package io.laurel.event.catalog.offer;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OffersTest {
  private final InMemoryEventStore events = new InMemoryEventStore();
  private final InMemoryRewardStore rewards = new InMemoryRewardStore();
  private final Event event = anEvent();
  private long nanos;

  private final Offers offers =
      new Offers(
          events::find,
          id -> rewards.ofEvent(id, 10),
          new OfferConfig(Duration.ofMillis(500), 2),
          () -> nanos);

  @BeforeEach
  void keep() {
    events.insert(event, anEntry("x")).await();
    rewards.insert(aReward(event.id(), null), anEntry("x")).await();
  }

  private EventState recentState() {
    return offers.recent(event.id()).await().event().state();
  }

  private void pause() {
    events.replace(event.in(EventState.PAUSED, NOW), anEntry(event.id())).await();
  }

  @Test
  void recent_unknown_null() {
    assertThat(offers.recent("evt_none").await()).isNull();
  }

  @Test
  void recent_changedElsewhere_oldUntilMaxAge() {
    assertThat(recentState()).isEqualTo(EventState.PUBLISHED);
    pause();

    nanos += Duration.ofMillis(499).toNanos();
    assertThat(recentState()).isEqualTo(EventState.PUBLISHED);

    nanos += Duration.ofMillis(2).toNanos();
    assertThat(recentState()).isEqualTo(EventState.PAUSED);
  }

  @Test
  void fresh_changedElsewhere_new() {
    recentState();
    pause();

    assertThat(offers.fresh(event.id()).await().event().state()).isEqualTo(EventState.PAUSED);
  }

  @Test
  void forget_changedHere_new() {
    recentState();
    pause();

    offers.forget(event.id());

    assertThat(recentState()).isEqualTo(EventState.PAUSED);
  }

  @Test
  void fresh_editedBetweenEventAndRewards_neverHalfOfIt() {
    TornRewards torn = new TornRewards();
    Offers offersOfTorn =
        new Offers(
            events::find,
            id -> torn.ofEvent(id, 10),
            new OfferConfig(Duration.ofMillis(500), 2),
            () -> nanos);

    Offer offer = offersOfTorn.fresh(event.id()).await();

    assertThat(offer.event().state()).isEqualTo(EventState.PAUSED);
    assertThat(offer.rewards()).hasSize(2);
    assertThat(torn.readings).isEqualTo(3);
  }

  /** Rewards that are read when the event was, and an edit of both came in between. */
  private final class TornRewards extends InMemoryRewardStore {
    private int readings;

    @Override
    public synchronized Future<List<Reward>> ofEvent(String eventId, int limit) {
      if (readings++ == 0) {
        pause();
        rewards.insert(aReward(eventId, null), anEntry("x")).await();
      }
      return rewards.ofEvent(eventId, limit);
    }
  }

  @Test
  void recent_slowReadUnderWay_oneThatBeginsNow() {
    SlowRewards slow = new SlowRewards();
    Offers offersOfSlow =
        new Offers(
            events::find,
            id -> slow.ofEvent(id, 10),
            new OfferConfig(Duration.ofMillis(500), 2),
            () -> nanos);
    Future<Offer> early = offersOfSlow.recent(event.id());
    nanos += Duration.ofMillis(501).toNanos();
    Future<Offer> late = offersOfSlow.recent(event.id());
    slow.first.complete(rewards.ofEvent(event.id(), 10).await());

    assertThat(early.await()).isNotSameAs(late.await());
  }

  /** Rewards whose first reading takes a while. */
  private final class SlowRewards extends InMemoryRewardStore {
    private final Promise<List<Reward>> first = Promise.promise();

    @Override
    public synchronized Future<List<Reward>> ofEvent(String eventId, int limit) {
      return first.future().isComplete() ? rewards.ofEvent(eventId, limit) : first.future();
    }
  }

  @Test
  void recent_moreEventsThanFit_leastUsedIsReadAgain() {
    recentState();
    pause();
    events.insert(anEvent(), anEntry("x")).await();
    offers.recent("evt_a").await();
    offers.recent("evt_b").await();

    assertThat(recentState()).isEqualTo(EventState.PAUSED);
  }
}
