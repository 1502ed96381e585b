package io.laurel.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** One client on one connection: the next request as soon as the last one is answered. */
final class ClosedLoop {
  private final LoadConnection connection;
  private final Supplier<Buffer> requests;
  private final Tally tally;
  private final Promise<Void> done = Promise.promise();
  private long sentAt;

  ClosedLoop(LoadConnection connection, Supplier<Buffer> requests, Tally tally) {
    this.connection = connection;
    this.requests = requests;
    this.tally = tally;
  }

  /** Sends until the tally is full; fails where the connection does. */
  Future<Void> run() {
    connection.tell(this::answered, done::tryFail);
    next();
    return done.future();
  }

  private void next() {
    if (!tally.goesOn()) {
      done.tryComplete();
      return;
    }
    try {
      sentAt = System.nanoTime();
      connection.send(requests.get());
    } catch (RuntimeException e) {
      done.tryFail(e);
    }
  }

  private void answered(Answer answer) {
    tally.add(answer, System.nanoTime() - sentAt);
    next();
  }
}
