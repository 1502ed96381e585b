package io.laurel.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.bus.Announcements;
import io.laurel.bus.BusEndpoints;
import io.laurel.bus.Endpoints;
import io.laurel.bus.Reply;
import io.laurel.contract.Contract;
import io.laurel.failure.Failure;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@VertxTest
final class FeaturesTest {
  private static final Contract CONTRACT =
      Contract.parse(
          """
          openapi: 3.1.0
          info: { title: Test, version: 1.0.0 }
          servers: [ { url: /base } ]
          paths:
            /first:
              get:
                operationId: first
                x-event-bus-address: first
                security: []
                responses: { '204': { description: Done. }, default: { description: Bad. } }
            /second:
              get:
                operationId: second
                x-event-bus-address: second
                security: []
                responses: { '204': { description: Done. }, default: { description: Bad. } }
          """);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> story = new CopyOnWriteArrayList<>();
  private final Told first = new Told("first");
  private final Told second = new Told("second");
  private Duration waits = Duration.ZERO;
  private Vertx vertx;
  private Features features;

  /** Tells what it is asked, and does it at once where a test does not say otherwise. */
  private final class Told implements Feature {
    private final String name;
    private Future<Void> prepared = Future.succeededFuture();
    private Future<Void> preparedAgain = prepared;
    private Future<Void> swept = Future.succeededFuture();
    private final Promise<Void> called = Promise.promise();
    private Future<Reply> answer = Future.succeededFuture(Reply.empty());
    private Future<Void> stopped = Future.succeededFuture();

    private Told(String name) {
      this.name = name;
    }

    @Override
    public Future<?> prepare() {
      story.add(name + " prepares");
      Future<Void> now = prepared;
      prepared = preparedAgain;
      return now;
    }

    @Override
    public void sweepers(Sweeper sweeper) {
      sweeper.add(
          name,
          () -> {
            story.add(name + " sweeps");
            return swept;
          });
    }

    @Override
    public void serve(Endpoints endpoints) {
      story.add(name + " serves");
      endpoints.serve(
          name,
          call -> {
            called.tryComplete();
            return answer;
          });
    }

    @Override
    public Future<?> listen(Announcements announcements) {
      story.add(name + " listens");
      return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
      story.add(name + " stops");
      return stopped;
    }
  }

  @BeforeEach
  void prepare(Vertx ofTest) {
    vertx = ofTest;
    features = of(first, second);
  }

  private Features of(Feature... list) {
    return new Features(
        List.of(list),
        new Sweeper(vertx, Duration.ofHours(1)),
        new BusEndpoints(vertx, CONTRACT, token -> Failure.unauthorized().asFuture()));
  }

  @AfterEach
  void stop() {
    features.stop(PATIENCE).await();
  }

  @Test
  void start_two_preparedInTurnThenSweptThenServed() {
    start().await();

    assertThat(story)
        .containsExactly(
            "first prepares",
            "second prepares",
            "first sweeps",
            "second sweeps",
            "first serves",
            "second serves",
            "first listens",
            "second listens");
    assertThat(call("first").await()).isNotNull();
    assertThat(call("second").await()).isNotNull();
  }

  @Test
  void start_firstNotPreparedYet_secondWaits() {
    Promise<Void> slow = Promise.promise();
    first.prepared = slow.future();

    Future<Void> started = start();

    assertThat(story).containsExactly("first prepares");
    slow.complete();
    started.await();
    assertThat(story).contains("second prepares");
  }

  @Test
  void start_sweepUnderWay_nothingIsServed() {
    Promise<Void> slow = Promise.promise();
    second.swept = slow.future();

    Future<Void> started = start();

    assertThat(story).contains("second sweeps").doesNotContain("first serves", "second serves");
    assertThatThrownBy(() -> call("first").await()).isInstanceOf(ReplyException.class);
    slow.complete();
    started.await();
    assertThat(call("first").await()).isNotNull();
  }

  @Test
  void start_sweepFails_servedAllTheSame() {
    first.swept = Future.failedFuture("broken on purpose");

    start().await();

    assertThat(call("first").await()).isNotNull();
  }

  @Test
  void start_oneCannotPrepare_failsAndNothingFollows() {
    first.prepared = Future.failedFuture("broken on purpose");

    Future<Void> started = start();

    assertThatThrownBy(started::await).hasMessage("broken on purpose");
    assertThat(story).containsExactly("first prepares");
  }

  @Test
  void start_oneThrows_fails() {
    Feature broken =
        new Feature() {
          @Override
          public Future<?> prepare() {
            throw new IllegalStateException("broken on purpose");
          }
        };
    features = of(first, broken, second);

    Future<Void> started = start();

    assertThatThrownBy(started::await).hasMessage("broken on purpose");
    assertThat(story).containsExactly("first prepares");
  }

  private static Future<Void> unavailable() {
    return Failure.unavailable("No database.", Duration.ofSeconds(1)).asFuture();
  }

  @Test
  void start_databaseAway_isWaitedFor() {
    second.prepared = unavailable();
    waits = Duration.ofSeconds(30);

    start().await();

    assertThat(story)
        .containsSubsequence(
            "first prepares", "second prepares", "second prepares", "first sweeps", "first serves")
        .containsOnlyOnce("first prepares");
  }

  @Test
  void start_databaseAwayForLonger_fails() {
    first.prepared = unavailable();
    first.preparedAgain = unavailable();
    waits = Duration.ofMillis(500);

    assertThatThrownBy(start()::await).hasMessage("No database.");
    assertThat(story).containsExactly("first prepares", "first prepares");
  }

  @Test
  void start_anotherFailure_isNoneToWaitFor() {
    first.prepared = Future.failedFuture("broken on purpose");
    waits = Duration.ofSeconds(30);

    assertThatThrownBy(start()::await).hasMessage("broken on purpose");
    assertThat(story).containsExactly("first prepares");
  }

  @Test
  void stop_two_theLastFirst() {
    start().await();
    story.clear();

    features.stop(PATIENCE).await();

    assertThat(story).containsExactly("second stops", "first stops");
    assertThatThrownBy(() -> call("first").await()).isInstanceOf(ReplyException.class);
  }

  @Test
  void stop_callInFlight_featuresEndWhenItIsAnswered() {
    Promise<Reply> slow = Promise.promise();
    first.answer = slow.future();
    start().await();
    story.clear();
    Future<Message<Object>> call = call("first");
    first.called.future().await();

    Future<Void> stopped = features.stop(PATIENCE);
    vertx.timer(50).await();

    assertThat(story).isEmpty();
    slow.complete(Reply.empty());
    stopped.await();
    assertThat(call.await()).isNotNull();
    assertThat(story).containsExactly("second stops", "first stops");
  }

  @Test
  void stop_oneFails_theOthersEndToo() {
    start().await();
    story.clear();
    second.stopped = Future.failedFuture("broken on purpose");

    features.stop(PATIENCE).await();

    assertThat(story).containsExactly("second stops", "first stops");
  }

  @Test
  void stop_oneThrows_theOthersEndToo() {
    Feature broken =
        new Feature() {
          @Override
          public Future<?> stop() {
            throw new IllegalStateException("broken on purpose");
          }
        };
    features = of(first, broken);
    start().await();
    story.clear();

    features.stop(PATIENCE).await();

    assertThat(story).containsExactly("first stops");
  }

  private Future<Void> start() {
    return features.start(new Announcements(vertx), new Patience(vertx, waits));
  }

  private Future<Message<Object>> call(String address) {
    return vertx.eventBus().request(address, new JsonObject());
  }
}
