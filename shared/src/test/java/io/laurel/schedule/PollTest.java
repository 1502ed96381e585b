package io.laurel.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
final class PollTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private Vertx vertx;
  private Context loop;

  /** The looks, each ended by whoever takes it. */
  private final BlockingQueue<Promise<Void>> looks = new LinkedBlockingQueue<>();

  @BeforeEach
  void prepare(Vertx ofTest) {
    vertx = ofTest;
    loop = vertx.getOrCreateContext();
  }

  @Test
  void start_each_looksAgainAfterTheInterval() throws InterruptedException {
    start(poll(Duration.ofMillis(10)));

    next().complete();
    next().fail("broken on purpose");
    next().complete();
  }

  @Test
  void start_lookThatThrows_looksAgainAfterTheInterval() throws InterruptedException {
    BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
    Poll poll =
        new Poll(
            vertx,
            Duration.ofMillis(10),
            () -> {
              begun.add(1);
              throw new IllegalStateException("broken on purpose");
            });
    start(poll);

    assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void hint_manyDuringALook_oneMoreAfterIt() throws InterruptedException {
    Poll poll = poll(NEVER);
    start(poll);
    Promise<Void> first = next();

    hint(poll, 1_000);
    assertThat(looks).isEmpty();
    first.complete();
    next().complete();

    assertNoMore();
  }

  @Test
  void hint_manyBetweenLooks_oneLook() throws InterruptedException {
    Poll poll = poll(NEVER);
    start(poll);
    next().complete();

    hint(poll, 1_000);
    next().complete();

    assertNoMore();
  }

  @Test
  void hint_beforeTheStart_nothing() throws InterruptedException {
    Poll poll = poll(NEVER);
    hint(poll, 1);
    assertNoMore();

    start(poll);
    next().complete();

    assertNoMore();
  }

  @Test
  void stop_lookUnderWay_waitsForItAndLooksNoMore() throws InterruptedException {
    Poll poll = poll(Duration.ofMillis(10));
    start(poll);
    Promise<Void> first = next();

    Future<Void> stopped = on(poll::stop);
    hint(poll, 1);
    assertThat(stopped.isComplete()).isFalse();
    first.complete();
    stopped.await();

    assertNoMore();
  }

  private Poll poll(Duration interval) {
    return new Poll(
        vertx,
        interval,
        () -> {
          Promise<Void> look = Promise.promise();
          looks.add(look);
          return look.future();
        });
  }

  private void start(Poll poll) {
    loop.runOnContext(now -> poll.start());
  }

  private void hint(Poll poll, int times) {
    on(() -> {
          for (int i = 0; i < times; i++) {
            poll.hint();
          }
          return Future.<Void>succeededFuture();
        })
        .await();
  }

  private Future<Void> on(java.util.function.Supplier<Future<Void>> task) {
    Promise<Void> done = Promise.promise();
    BlockingQueue<Future<Void>> begun = new LinkedBlockingQueue<>();
    loop.runOnContext(
        now -> {
          Future<Void> result = task.get();
          begun.add(result);
          result.onComplete(done);
        });
    try {
      assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return done.future();
  }

  private Promise<Void> next() throws InterruptedException {
    Promise<Void> look = looks.poll(10, TimeUnit.SECONDS);
    assertThat(look).isNotNull();
    return look;
  }

  private void assertNoMore() throws InterruptedException {
    assertThat(looks.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }
}
