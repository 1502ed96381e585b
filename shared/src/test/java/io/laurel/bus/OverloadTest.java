package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Contract;
import io.laurel.contract.Operation;
import io.laurel.rate.Rates;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Overload ends with its cause: two hundred callers who repeat at once what came too late, and a
 * service that answers one call after the other, so that the last of two hundred is answered when
 * nobody waits for it any more.
 */
final class OverloadTest {
  private static final int CALLERS = 200;
  private static final Duration WORK = Duration.ofMillis(5);
  private static final Duration DEADLINE = Duration.ofMillis(400);
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** More than are answered before the first of them is late. */
  private static final int MANY = 400;

  private static final Duration LOST = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofMillis(200);

  /** No circuit: it opens only where nobody at all is answered. */
  private static final int NEVER = 1_000_000;

  private static final Operation LOGIN = Contract.load().operation("auth.login");
  private static final JsonObject MESSAGE =
      new JsonObject().put("login", "bob").put("password", "correct-horse-battery");

  /** How many are answered in that time; no more than {@link #MANY}. */
  private static int answered(CallConfig config, Duration within) {
    Vertx vertx = Vertx.vertx();
    try {
      AtomicBoolean over = new AtomicBoolean();
      serve(vertx, over);
      BusClient client =
          new BusClient(
              vertx, DEADLINE, DEADLINE, new SimpleMeterRegistry(), new CallGates(config));
      AtomicInteger answered = new AtomicInteger();
      for (int i = 0; i < CALLERS; i++) {
        vertx.runOnContext(begin -> repeat(vertx, client, answered, over));
      }
      for (long looks = within.dividedBy(PAUSE); answered.get() < MANY && looks > 0; looks--) {
        vertx.timer(PAUSE.toMillis()).await();
      }
      over.set(true);
      // Nobody is told that it was interrupted.
      vertx.timer(2 * DEADLINE.toMillis()).await();
      return Math.min(answered.get(), MANY);
    } finally {
      vertx.close().await();
    }
  }

  /** One after the other, whether anybody still waits or not. */
  private static void serve(Vertx vertx, AtomicBoolean over) {
    Future<?>[] last = {Future.succeededFuture()};
    new BusEndpoints(
            vertx,
            Contract.load(),
            TestTokens.verifier(vertx),
            new SimpleMeterRegistry(),
            Rates.OFF)
        .serve(
            LOGIN.id(),
            call -> {
              Future<Reply> own =
                  last[0]
                      .compose(turn -> work(vertx, over))
                      .map(done -> Reply.of(new JsonObject()));
              last[0] = own;
              return own;
            })
        .registered()
        .await();
  }

  private static Future<?> work(Vertx vertx, AtomicBoolean over) {
    return over.get() ? Future.succeededFuture() : vertx.timer(WORK.toMillis());
  }

  private static void repeat(
      Vertx vertx, BusClient client, AtomicInteger answered, AtomicBoolean over) {
    if (over.get()) {
      return;
    }
    client
        .request(LOGIN, MESSAGE, new Sender(null, "req_1", Origin.UNKNOWN))
        .onSuccess(reply -> answered.incrementAndGet())
        .transform(ended -> vertx.timer(PAUSE.toMillis()))
        .onComplete(paused -> repeat(vertx, client, answered, over));
  }

  @Test
  void callers_whoRepeatWhatIsLate_areAnsweredAgain() {
    assertThat(answered(new CallConfig(4, 1_000, NEVER, SOON), PATIENCE)).isEqualTo(MANY);
  }

  /** What the other one is there for: without it they are late for ever. */
  @Test
  void callers_asManyAsTheyAre_areLostToEachOther() {
    assertThat(answered(new CallConfig(1_000, 1_000, NEVER, SOON), LOST)).isLessThan(MANY / 2);
  }
}
