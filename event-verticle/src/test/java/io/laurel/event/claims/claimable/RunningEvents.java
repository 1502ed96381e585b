package io.laurel.event.claims.claimable;

import static io.laurel.event.Fixtures.CLOCK;
import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aReward;
import static io.laurel.event.Fixtures.anEntry;
import static io.laurel.event.Fixtures.anEvent;

import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventState;
import io.laurel.event.catalog.event.InMemoryEventStore;
import io.laurel.event.catalog.reward.InMemoryRewardStore;
import io.laurel.event.catalog.reward.Reward;
import io.laurel.event.claims.attempt.InMemoryAttemptStore;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.claims.claim.Node;
import io.laurel.event.facts.activity.InMemoryActivityStore;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;

/** What tests of many events begin with: stores in which nothing is, and nodes that read each. */
abstract class RunningEvents {
  private final Vertx vertx = Vertx.vertx();
  final InMemoryEventStore events = new InMemoryEventStore();
  final InMemoryRewardStore rewards = new InMemoryRewardStore();
  final InMemoryClaimStore claims = new InMemoryClaimStore();
  final InMemoryActivityStore facts = new InMemoryActivityStore();
  final Node node = node();

  @AfterEach
  final void close() {
    vertx.close().await();
  }

  final Node node() {
    return node(CLOCK, System::nanoTime);
  }

  /**
   * A node that goes by these.
   *
   * @param nanos only runs forward
   */
  final Node node(Clock clock, LongSupplier nanos) {
    return new Node(
        vertx,
        new Node.Stores(events, rewards, claims, facts, new InMemoryAttemptStore()),
        clock,
        nanos,
        Duration.ZERO);
  }

  final Event kept(Event event) {
    events.insert(event, anEntry("x")).await();
    return event;
  }

  final Reward kept(Reward reward) {
    rewards.insert(reward, anEntry("x")).await();
    return reward;
  }

  static Event until(Instant end) {
    return anEvent(EventState.PUBLISHED, NOW.minusSeconds(60), end);
  }

  /**
   * A reward of an event of its own, which ends after so many seconds.
   *
   * @param stock null for unlimited
   */
  final Reward inEvent(int seconds, Integer stock) {
    return kept(aReward(kept(until(NOW.plusSeconds(seconds))).id(), stock));
  }
}
