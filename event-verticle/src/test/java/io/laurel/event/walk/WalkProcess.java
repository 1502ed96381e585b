package io.laurel.event.walk;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.bus.TestEndpoints;
import io.laurel.event.EventFeatures;
import io.laurel.event.StandIns;
import io.laurel.event.TestSite;
import io.laurel.event.catalog.event.EventStore;
import io.laurel.event.catalog.reward.RewardStore;
import io.laurel.event.claims.claim.ClaimStore;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** What one event process holds in memory. */
final class WalkProcess {
  private final Clock clock;
  private final TestEndpoints operations = new TestEndpoints();

  /**
   * What processes have in common.
   *
   * @param vertx on which nobody listens
   */
  record Shared(
      Vertx vertx, EventStore events, RewardStore rewards, ClaimStore claims, Random random) {}

  /**
   * A process just started.
   *
   * @param clock which may differ from that of others
   * @param ids of which no two processes have the same
   */
  WalkProcess(Shared kept, Wires wires, Clock clock, Ids ids) {
    this.clock = clock;
    StandIns standIns =
        new StandIns()
            .add(EventStore.class, wires.between(this, EventStore.class, kept.events()))
            .add(RewardStore.class, wires.between(this, RewardStore.class, kept.rewards()))
            .add(ClaimStore.class, wires.between(this, ClaimStore.class, kept.claims()));
    EventFeatures.of(
            TestSite.of(kept.vertx(), Map.of(), clock, this::nanos, kept.random(), ids, standIns))
        .forEach(feature -> feature.serve(operations));
  }

  /** This process's time. */
  Instant now() {
    return clock.instant();
  }

  /** Handles the call as its endpoint would. */
  Future<Reply> handle(Call call) {
    return operations.handle(call);
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
  }
}
