package io.laurel.event.walk;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.Fixtures;
import io.laurel.event.activity.ActivityConfig;
import io.laurel.event.activity.ActivityService;
import io.laurel.event.activity.InMemoryActivityStore;
import io.laurel.event.attempt.InMemoryAttemptStore;
import io.laurel.event.claim.ClaimJournal;
import io.laurel.event.claim.ClaimNews;
import io.laurel.event.claim.ClaimService;
import io.laurel.event.claim.ClaimStore;
import io.laurel.event.claim.ClaimView;
import io.laurel.event.claim.Judge;
import io.laurel.event.condition.Criteria;
import io.laurel.event.decision.DecisionService;
import io.laurel.event.event.EventService;
import io.laurel.event.event.EventStore;
import io.laurel.event.gameday.GameDays;
import io.laurel.event.offer.Offers;
import io.laurel.event.reward.RewardJournal;
import io.laurel.event.reward.RewardLifeService;
import io.laurel.event.reward.RewardStore;
import io.laurel.event.stock.Stock;
import io.laurel.event.stock.StockConfig;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Random;

/** What one event process holds in memory. */
final class WalkProcess {
  private static final StockConfig STOCK =
      new StockConfig(500, Duration.ofMillis(20), Duration.ZERO);

  private final Clock clock;
  private final ClaimService claims;
  private final DecisionService decisions;
  private final RewardLifeService rewards;

  /** What processes have in common. */
  record Shared(
      EventStore events,
      RewardStore rewards,
      ClaimStore claims,
      ClaimNews news,
      ClaimView view,
      Random random) {}

  /**
   * A process just started.
   *
   * @param clock which may differ from that of others
   * @param ids of which no two processes have the same
   */
  WalkProcess(Shared kept, Wires wires, Clock clock, Ids ids) {
    this.clock = clock;
    EventStore events = wires.between(this, EventStore.class, kept.events());
    RewardStore rewardStore = wires.between(this, RewardStore.class, kept.rewards());
    ClaimStore claimStore = wires.between(this, ClaimStore.class, kept.claims());
    Offers offers =
        new Offers(
            events, rewardStore, new Offers.Limits(Duration.ofMillis(500), 100, 100), this::nanos);
    Stock stock = new Stock(rewardStore, claimStore, STOCK, this::nanos, kept.random());
    GameDays days = new GameDays(ZoneOffset.UTC, LocalTime.MIDNIGHT);
    ActivityService activities =
        new ActivityService(
            new InMemoryActivityStore(),
            days,
            new ActivityConfig(Duration.ofDays(35), 1_000),
            clock);
    Criteria criteria = Fixtures.criteria();
    Judge judge = new Judge(offers, activities, criteria, days, clock);
    ClaimJournal journal =
        new ClaimJournal(claimStore, stock, kept.news(), kept.view(), ids, clock);
    decisions = new DecisionService(journal);
    claims = new ClaimService(journal, new InMemoryAttemptStore(), judge);
    rewards =
        new RewardLifeService(
            rewardStore,
            new EventService(events, ids, clock, criteria),
            stock,
            new RewardJournal(ids, clock, criteria, event -> offers.forget(event.id())));
  }

  /** This process's time. */
  Instant now() {
    return clock.instant();
  }

  /** Handles the call as its endpoint would. */
  Future<Reply> handle(Call call) {
    return switch (call.operation()) {
      case "claim.submit" -> claims.submit(call);
      case "claim.approve" -> decisions.approve(call);
      case "claim.reject" -> decisions.reject(call);
      case "claim.revoke" -> decisions.revoke(call);
      case "reward.update" -> rewards.update(call);
      default -> throw new IllegalArgumentException(call.operation());
    };
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }
}
