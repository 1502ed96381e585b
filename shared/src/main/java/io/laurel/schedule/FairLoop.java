package io.laurel.schedule;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Works through many things on an event loop without holding it: after a while others have their
 * turn.
 */
public final class FairLoop {
  /** Others wait for at most as long, and for what one thing takes. */
  static final Duration LONGEST = Duration.ofMillis(4);

  private final Vertx vertx;
  private final LongSupplier nanos;

  /**
   * One on the event loop that calls.
   *
   * @param nanos a clock that only runs forward, such as {@code System::nanoTime}
   */
  public FairLoop(Vertx vertx, LongSupplier nanos) {
    this.vertx = vertx;
    this.nanos = nanos;
  }

  /** What the work makes of each, in their order. Fails as it does. */
  public <T, R> Future<List<R>> each(Collection<T> items, Function<T, R> work) {
    return Future.succeededFuture(items.iterator())
        .compose(left -> turn(left, work, new ArrayList<>(items.size())));
  }

  private <T, R> Future<List<R>> turn(Iterator<T> left, Function<T, R> work, List<R> done) {
    long begun = nanos.getAsLong();
    while (left.hasNext()) {
      done.add(work.apply(left.next()));
      if (left.hasNext() && nanos.getAsLong() - begun > LONGEST.toNanos()) {
        return others().compose(had -> turn(left, work, done));
      }
    }
    return Future.succeededFuture(done);
  }

  private Future<Void> others() {
    Promise<Void> had = Promise.promise();
    vertx.runOnContext(had::complete);
    return had.future();
  }
}
