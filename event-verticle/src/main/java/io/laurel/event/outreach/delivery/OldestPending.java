package io.laurel.event.outreach.delivery;

import io.laurel.schedule.Poll;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The age of the oldest delivery that waits, as a metric. */
final class OldestPending {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final DeliveryStore store;
  private final Poll poll;

  /** Read by those who scrape metrics, on threads of theirs. */
  private volatile Optional<Instant> oldest = Optional.empty();

  OldestPending(Vertx vertx, DeliveryStore store, Clock clock, MeterRegistry metrics) {
    this.store = store;
    this.poll = new Poll(vertx, INTERVAL, this::look);
    Gauge.builder("laurel_delivery_oldest_pending", this, self -> self.seconds(clock))
        .description("Age of the oldest delivery that waits; 0 where none does")
        .baseUnit("seconds")
        .strongReference(true)
        .register(metrics);
  }

  private double seconds(Clock clock) {
    return oldest
        .map(at -> Math.max(0, Duration.between(at, clock.instant()).toMillis() / 1_000.0))
        .orElse(0.0);
  }

  private Future<Void> look() {
    return store.oldestPending().onSuccess(found -> oldest = found).mapEmpty();
  }

  Future<Void> start() {
    return poll.start();
  }

  Future<Void> stop() {
    return poll.stop();
  }
}
