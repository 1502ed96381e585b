package io.laurel.event.outreach.delivery;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Beacon;
import io.laurel.event.catalog.endpoint.Health;
import io.laurel.event.catalog.endpoint.Health.State;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NodesTest {
  private static final String ADDRESS = "test.nodes";
  private static final Health WELL = new Health(State.CLOSED, 0, NOW);
  private static final Health BAD = new Health(State.HALF_OPEN, 5, NOW);
  private static final Health WORSE = new Health(State.OPEN, 5, NOW);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final AtomicLong nanos = new AtomicLong();
  private final Nodes here = node();
  private final Nodes other = node();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Nodes node() {
    Nodes made = new Nodes(new Beacon(vertx, ADDRESS), nanos::get);
    Promise<Void> listening = Promise.promise();
    loop.runOnContext(run -> made.listen().onComplete(listening));
    listening.future().await();
    return made;
  }

  /** On the loop that the nodes belong to. */
  private <T> T on(Supplier<T> look) {
    Promise<T> seen = Promise.promise();
    loop.runOnContext(run -> seen.complete(look.get()));
    return seen.future().await();
  }

  private void awaitCount(int count) {
    for (int look = 0; on(here::count) != count; look++) {
      assertThat(look).as("still not %d", count).isLessThan(2_000);
      vertx.timer(5).await();
    }
  }

  private void awaitWorst(Health own, Health worst) {
    for (int look = 0; !on(() -> here.worst("end_1", own)).equals(worst); look++) {
      assertThat(look).as("still not %s", worst).isLessThan(2_000);
      vertx.timer(5).await();
    }
  }

  @Test
  void count_otherIsSilent_forgottenAfterNineSeconds() {
    other.tell(Map.of());
    awaitCount(2);

    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(on(here::count)).isEqualTo(2);
    nanos.incrementAndGet();

    assertThat(on(here::count)).isEqualTo(1);
  }

  @Test
  void count_otherLeaves_forgottenAtOnce() {
    other.tell(Map.of());
    awaitCount(2);

    on(other::leave);

    awaitCount(1);
  }

  @Test
  void worst_otherSeesWorse_others() {
    other.tell(Map.of("end_1", WORSE));

    awaitWorst(BAD, WORSE);
    assertThat(on(() -> here.worst("end_2", BAD))).isEqualTo(BAD);
  }

  @Test
  void worst_otherSeesBetter_own() {
    other.tell(Map.of("end_1", WELL));
    awaitCount(2);

    assertThat(on(() -> here.worst("end_1", BAD))).isEqualTo(BAD);
  }

  @Test
  void worst_whatIsToldIsNone_countsAsNothing() {
    JsonObject forged =
        new JsonObject()
            .put("node", "x")
            .put("health", new JsonObject().put("end_1", new JsonObject().put("state", "BROKEN")));
    vertx.eventBus().publish(ADDRESS, forged);
    awaitCount(2);

    assertThat(on(() -> here.worst("end_1", WELL))).isEqualTo(WELL);
  }
}
