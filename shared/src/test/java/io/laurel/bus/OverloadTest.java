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
import java.util.function.Predicate;
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

  /** So many that what was answered at the beginning is a small part of them. */
  private static final int WORKED = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofMillis(200);

  /** No circuit: it opens only where nobody at all is answered. */
  private static final int NEVER = 1_000_000;

  private static final Operation LOGIN = Contract.load().operation("auth.login");
  private static final JsonObject MESSAGE =
      new JsonObject().put("login", "bob").put("password", "correct-horse-battery");

  /** What has happened so far. */
  private static final class Counts {
    private final AtomicInteger worked = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    /** When it is over, whoever still waits is answered at once. */
    void answer() {
      if (!over.get()) {
        answered.incrementAndGet();
      }
    }
  }

  /** Runs until that is enough, or patience ends. */
  private static Counts run(CallConfig config, Predicate<Counts> enough) {
    Vertx vertx = Vertx.vertx();
    try {
      Counts counts = new Counts();
      serve(vertx, counts);
      BusClient client =
          new BusClient(
              vertx, DEADLINE, DEADLINE, new SimpleMeterRegistry(), new CallGates(config));
      for (int i = 0; i < CALLERS; i++) {
        vertx.runOnContext(begin -> repeat(vertx, client, counts));
      }
      for (long looks = PATIENCE.dividedBy(PAUSE); !enough.test(counts) && looks > 0; looks--) {
        vertx.timer(PAUSE.toMillis()).await();
      }
      counts.over.set(true);
      // Nobody is told that it was interrupted.
      vertx.timer(2 * DEADLINE.toMillis()).await();
      return counts;
    } finally {
      vertx.close().await();
    }
  }

  /** One after the other, whether anybody still waits or not. */
  private static void serve(Vertx vertx, Counts counts) {
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
                      .compose(turn -> work(vertx, counts))
                      .map(done -> Reply.of(new JsonObject()));
              last[0] = own;
              return own;
            })
        .registered()
        .await();
  }

  private static Future<?> work(Vertx vertx, Counts counts) {
    if (counts.over.get()) {
      return Future.succeededFuture();
    }
    return vertx.timer(WORK.toMillis()).onSuccess(done -> counts.worked.incrementAndGet());
  }

  private static void repeat(Vertx vertx, BusClient client, Counts counts) {
    if (counts.over.get()) {
      return;
    }
    client
        .request(LOGIN, MESSAGE, new Sender(null, "req_1", Origin.UNKNOWN))
        .onSuccess(reply -> counts.answer())
        .transform(ended -> vertx.timer(PAUSE.toMillis()))
        .onComplete(paused -> repeat(vertx, client, counts));
  }

  @Test
  void callers_whoRepeatWhatIsLate_areAnsweredAgain() {
    Counts counts = run(new CallConfig(4, 1_000, NEVER, SOON), so -> so.answered.get() >= MANY);

    assertThat(counts.answered).hasValueGreaterThanOrEqualTo(MANY);
  }

  /** What the other one is there for: without it most of the work is for nobody. */
  @Test
  void callers_asManyAsTheyAre_areLostToEachOther() {
    Counts counts = run(new CallConfig(1_000, 1_000, NEVER, SOON), so -> so.worked.get() >= WORKED);

    assertThat(counts.worked).hasValueGreaterThanOrEqualTo(WORKED);
    assertThat(counts.answered).hasValueLessThan(WORKED / 2);
  }
}
