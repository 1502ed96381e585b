package io.laurel.event.claims.judgment;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEvent;
import static io.laurel.event.Fixtures.asking;
import static io.laurel.event.Fixtures.wins;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.event.Fixtures;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.offer.OfferConfig;
import io.laurel.event.catalog.offer.Offers;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.facts.activity.ActivityConfig;
import io.laurel.event.facts.activity.ActivityService;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class EligibilityTest {
  private final Reward reward = aReward("evt_1", null);
  private final AtomicInteger readings = new AtomicInteger();

  private Eligibility by(Supplier<Future<Event>> events) {
    GameDays days = new GameDays(ZoneOffset.UTC, LocalTime.MIDNIGHT);
    return new Eligibility(
        new Offers(
            id -> {
              readings.incrementAndGet();
              return events.get();
            },
            id -> Future.succeededFuture(List.of(reward)),
            new OfferConfig(Duration.ofSeconds(1), 10),
            () -> 0L),
        new ActivityService(
            new InMemoryActivityStore(),
            days,
            new ActivityConfig(Duration.ofDays(35), 1_000),
            CLOCK),
        Fixtures.criteria(),
        days,
        CLOCK);
  }

  @Test
  void entitlement_databaseAway_isNotAskedTheSameAgain() {
    Eligibility away = by(() -> Failure.internal().asFuture());
    assertThatThrownBy(() -> away.entitlement("usr_1", "evt_1", new Wish(null, null)).await())
        .isInstanceOf(Failure.class);
    assertThat(readings).hasValue(1);
  }

  @Test
  void entitlement_refusedByACopy_isJudgedByAFreshOne() {
    Event event = asking(anEvent(), wins(1));
    Eligibility refusing = by(() -> Future.succeededFuture(event));
    refusing.offer(event.id()).await();
    int before = readings.get();
    assertThatThrownBy(
            () -> refusing.entitlement("usr_1", event.id(), new Wish(null, null)).await())
        .isInstanceOf(Refusal.class);
    assertThat(readings.get()).isGreaterThan(before);
  }
}
