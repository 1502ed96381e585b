package io.laurel.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.BusEndpoints;
import io.laurel.bus.Presence;
import io.laurel.bus.Reply;
import io.laurel.bus.TestTokens;
import io.laurel.cluster.Peers;
import io.laurel.cluster.TestCluster;
import io.laurel.contract.Contract;
import io.laurel.management.Readiness;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process between others that hear it or do not, and with checks that hold or do not. */
class WatchIT {
  private static final Contract CONTRACT =
      Contract.parse(
          """
          openapi: 3.1.0
          info: { title: Test, version: 1.0.0 }
          servers: [ { url: /base } ]
          paths:
            /things:
              get:
                operationId: thing.list
                x-event-bus-address: thing.list
                security: []
                responses: { '204': { description: Done. }, default: { description: Bad. } }
          """);
  private static final WatchConfig CONFIG =
      new WatchConfig(Duration.ofMillis(100), 20, 100, 30, Duration.ofSeconds(3));

  private final TestCluster cluster = new TestCluster();
  private final AtomicBoolean heard = new AtomicBoolean(true);
  private final AtomicBoolean database = new AtomicBoolean(true);
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong frozenNanos = new AtomicLong();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private Vertx peer;
  private Vertx watched;
  private Readiness readiness;
  private Watch watch;

  @BeforeEach
  void start() {
    peer = cluster.join("gateway", CONTRACT);
    String self = Peers.of(peer).self();
    peer.eventBus()
        .consumer(
            "_node." + self,
            question -> {
              asked.incrementAndGet();
              question.reply(
                  new JsonObject().put("node", self).put("ready", true).put("heard", heard.get()));
            })
        .completion()
        .await();
    watched = cluster.join("event", CONTRACT);
    readiness = new Readiness(watched);
    readiness.add(
        "database", () -> database.get() ? Future.succeededFuture() : Future.failedFuture("away"));
    watch = watch(CONFIG, readiness);
    watch.start().await();
    new BusEndpoints(watched, CONTRACT, TestTokens.verifier(watched))
        .serve("thing.list", call -> Future.succeededFuture(Reply.empty()))
        .registered()
        .await();
    readiness.serving(true);
    await(() -> failing().isEmpty() && isOffered() && saysThatItIsReady());
  }

  private Watch watch(WatchConfig config, Readiness checks) {
    return new Watch(
        watched, config, checks, ends::add, () -> System.nanoTime() + frozenNanos.get());
  }

  @AfterEach
  void stop() {
    watch.stop().otherwiseEmpty().await();
    cluster.close();
  }

  private void await(BooleanSupplier condition) {
    for (int i = 0; i < 400 && !condition.getAsBoolean(); i++) {
      watched.timer(50).await();
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private List<String> failing() {
    return readiness.failing().await();
  }

  private boolean isOffered() {
    return Peers.of(peer).serving("thing.list").await().contains(Peers.of(watched).self());
  }

  /** Empty where it does not answer: for a moment nobody finds who tells the others anew. */
  private Optional<Boolean> saidReady() {
    return Presence.isReady(peer, Peers.of(watched).self())
        .map(Optional::of)
        .otherwise(Optional.empty())
        .await();
  }

  private boolean saysThatItIsReady() {
    return saidReady().equals(Optional.of(true));
  }

  private boolean saysThatItIsNotReady() {
    return saidReady().equals(Optional.of(false));
  }

  @Test
  void notHeard_isNotReadyUntilItIsHeardAgain() {
    heard.set(false);
    await(() -> failing().equals(List.of("heard-by-peers")));
    await(this::saysThatItIsNotReady);

    heard.set(true);
    await(() -> failing().isEmpty() && saysThatItIsReady());
    assertThat(ends).isEmpty();
  }

  @Test
  void notHeardForLong_endsToBeStartedAgain() {
    heard.set(false);

    await(() -> !ends.isEmpty());
    assertThat(ends).singleElement().asString().contains("have not heard it");
  }

  @Test
  void neverHeard_endsLaterThanWhoWas() {
    watch.stop().await();
    heard.set(false);
    watch = watch(CONFIG, new Readiness(watched));
    watch.start().await();
    probes();

    frozenNanos.addAndGet(CONFIG.interval().multipliedBy(CONFIG.misses()).toNanos());
    probes();
    assertThat(ends).isEmpty();

    frozenNanos.addAndGet(CONFIG.interval().multipliedBy(CONFIG.startMisses()).toNanos());
    await(() -> !ends.isEmpty());
  }

  /** So many that what was found by one after this moment has been judged. */
  private void probes() {
    int before = asked.get();
    await(() -> asked.get() > before + 3);
  }

  /** As where Hazelcast's oldest member comes to a stop: nobody gets what belonged to who left. */
  @Test
  void leavesToNobodyWhatBelongedToWhoLeft_endsToBeStartedAgain() {
    Vertx other = cluster.join("auth", CONTRACT);
    // Only the oldest can do anything about it.
    watch.stop().await();
    watch = new Watch(peer, CONFIG, new Readiness(peer), ends::add);
    watch.start().await();

    cluster.keepsPartsOfWhoLeaves(true);
    cluster.kill(other);

    await(() -> !ends.isEmpty());
    assertThat(ends).singleElement().asString().contains("belongs to nobody");
    // Or nobody of them could leave.
    cluster.keepsPartsOfWhoLeaves(false);
  }

  @Test
  void othersGone_isNotReadyUntilItIsKnownThatTheyStayAway() {
    peer.close().await();

    await(() -> failing().equals(List.of("heard-by-peers")));
    await(() -> failing().isEmpty());
    assertThat(ends).isEmpty();
  }

  /** Frozen for long, it finds first that all others are gone, and then that it was taken out. */
  @Test
  void othersGoneWhileItWasFrozen_isNotReadyAtOnce() {
    watch.stop().await();
    WatchConfig patient = new WatchConfig(CONFIG.interval(), 1_000, 1_000, 1_000, CONFIG.silence());
    Readiness checks = new Readiness(watched);
    checks.serving(true);
    watch = watch(patient, checks);
    watch.start().await();
    await(() -> checks.failing().await().isEmpty());

    peer.close().await();
    await(() -> checks.failing().await().equals(List.of("heard-by-peers")));
    await(() -> Peers.of(watched).others().await().isEmpty());
    // Longer than a probe that began before that.
    watched.timer(3_000).await();
    frozenNanos.addAndGet(patient.interval().multipliedBy(patient.misses()).toNanos());

    for (int i = 0; i < 20; i++) {
      watched.timer(patient.interval().toMillis()).await();
      assertThat(checks.failing().await()).containsExactly("heard-by-peers");
    }
    assertThat(ends).isEmpty();
  }

  @Test
  void frozen_isNotReadyByWhatWasFoundBefore() {
    await(
        () -> {
          frozenNanos.addAndGet(Duration.ofSeconds(9).toNanos());
          return failing().equals(List.of("heard-by-peers"));
        });

    await(() -> failing().isEmpty());
    assertThat(ends).isEmpty();
  }

  @Test
  void notReadyForAWhile_takesItsOperationsBackUntilItIs() {
    database.set(false);
    await(this::saysThatItIsNotReady);
    await(() -> !isOffered());

    database.set(true);
    await(() -> isOffered() && saysThatItIsReady());
  }

  @Test
  void stop_takesItsOperationsBackAndSaysSo() {
    watch.stop().await();

    await(() -> !isOffered());
    assertThat(saysThatItIsNotReady()).isTrue();
  }
}
