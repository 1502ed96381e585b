package io.laurel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
final class SweeperTest {
  private Vertx vertx;
  private Sweeper sweeper;

  @BeforeEach
  void prepare(Vertx ofTest) {
    vertx = ofTest;
    sweeper = new Sweeper(vertx, Duration.ofMillis(20));
  }

  @Test
  void start_failingTask_othersAndLaterRoundsGoOn() throws InterruptedException {
    CountDownLatch failures = new CountDownLatch(3);
    CountDownLatch rounds = new CountDownLatch(3);
    sweeper.add(
        "failing",
        () -> {
          failures.countDown();
          throw new IllegalStateException("broken on purpose");
        });
    sweeper.add("other", () -> done(rounds));

    sweeper.start().await();

    assertThat(failures.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void start_hangingTask_othersAndTheirLaterRoundsGoOn() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    sweeper.add("hanging", () -> Promise.<Void>promise().future());
    sweeper.add("other", () -> done(rounds));

    Future<Void> first = sweeper.start();

    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(first.isComplete()).isFalse();
  }

  @Test
  void add_longIntervalOfItsOwn_onceAtTheStartAndNotWithTheOthers() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(5);
    AtomicInteger seldom = new AtomicInteger();
    sweeper.add("often", () -> done(rounds));
    sweeper.add(
        "seldom",
        Duration.ofHours(1),
        () -> {
          seldom.incrementAndGet();
          return Future.succeededFuture();
        });

    sweeper.start().await();

    assertThat(seldom).hasValue(1);
    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(seldom).hasValue(1);
  }

  @Test
  void add_shortIntervalOfItsOwn_againAndAgain() throws InterruptedException {
    sweeper = new Sweeper(vertx, Duration.ofHours(1));
    CountDownLatch rounds = new CountDownLatch(3);
    sweeper.add("often", Duration.ofMillis(20), () -> done(rounds));

    sweeper.start().await();

    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void startLater_longInterval_nothingBeforeItHasPassed() {
    AtomicInteger rounds = new AtomicInteger();
    sweeper.add(
        "later",
        Duration.ofHours(1),
        () -> {
          rounds.incrementAndGet();
          return Future.succeededFuture();
        });

    sweeper.startLater();

    vertx.timer(50, TimeUnit.MILLISECONDS).await();
    assertThat(rounds).hasValue(0);
  }

  @Test
  void startLater_shortInterval_thenAgainAndAgain() throws InterruptedException {
    CountDownLatch rounds = new CountDownLatch(3);
    sweeper.add("later", () -> done(rounds));

    sweeper.startLater();

    assertThat(rounds.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void stop_roundUnderWay_waitsForItAndBeginsNoOther() {
    Promise<Void> slow = Promise.promise();
    AtomicInteger rounds = new AtomicInteger();
    sweeper.add(
        "slow",
        () -> {
          rounds.incrementAndGet();
          return slow.future();
        });
    Future<Void> first = sweeper.start();

    Future<Void> stopped = sweeper.stop();

    assertThat(stopped.isComplete()).isFalse();
    slow.complete();
    stopped.await();
    first.await();
    vertx.timer(50, TimeUnit.MILLISECONDS).await();
    assertThat(rounds).hasValue(1);
  }

  @Test
  void stop_roundThatNeverEnds_completesAnyway() {
    sweeper.add("hanging", () -> Promise.<Void>promise().future());
    Future<Void> hanging = sweeper.start();

    sweeper.stop().await();

    assertThat(hanging.isComplete()).isFalse();
  }

  private static Future<Void> done(CountDownLatch latch) {
    latch.countDown();
    return Future.succeededFuture();
  }
}
