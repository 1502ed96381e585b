package io.laurel.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Requests at a steady rate, whatever the answers do. A latency runs from the moment at which its
 * request was due, so that a server that stalls does not hide how long others would have waited.
 */
final class PacedLoop {
  private static final long TICK_MILLIS = 1;

  private final Vertx vertx;
  private final Supplier<Buffer> requests;
  private final Tally tally;
  private final long interval;
  private final Deque<LoadConnection> idle;
  private final Deque<Long> due = new ArrayDeque<>();
  private final Promise<Void> done = Promise.promise();
  private long next = System.nanoTime();
  private int onTheirWay;
  private boolean full;

  PacedLoop(
      Vertx vertx,
      List<LoadConnection> connections,
      Supplier<Buffer> requests,
      Tally tally,
      int perSecond) {
    this.vertx = vertx;
    this.requests = requests;
    this.tally = tally;
    this.interval = 1_000_000_000L / perSecond;
    this.idle = new ArrayDeque<>(connections);
  }

  /** Sends until the tally is full, and waits for the answers; fails where a connection does. */
  Future<Void> run() {
    long timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    return done.future().onComplete(ended -> vertx.cancelTimer(timer));
  }

  private void tick() {
    long now = System.nanoTime();
    while (!full && next - now <= 0) {
      full = !tally.goesOn();
      if (!full) {
        due.add(next);
        next += interval;
      }
    }
    while (!due.isEmpty() && !idle.isEmpty()) {
      send(idle.poll(), due.poll());
    }
    if (full && due.isEmpty() && onTheirWay == 0) {
      done.tryComplete();
    }
  }

  private void send(LoadConnection connection, long dueAt) {
    onTheirWay++;
    connection.tell(
        answer -> {
          onTheirWay--;
          tally.add(answer, System.nanoTime() - dueAt);
          idle.add(connection);
        },
        done::tryFail);
    connection.send(requests.get());
  }
}
