package io.laurel.throttle;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Lets few of those with the same key go at once, and the others wait for their turn. */
public final class Turns {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final int width;
  private final int queue;
  private final LongSupplier nanos;
  private final Map<String, Line> lines = new HashMap<>();

  private static final class Line {
    private final Queue<Waiter> waiting = new ArrayDeque<>();
    private int going;
  }

  /**
   * @param patience nanoseconds
   */
  private record Waiter(Promise<Void> begun, long since, long patience) {
    boolean isWilling(long now) {
      return now - since <= patience;
    }
  }

  /**
   * Turns that nobody has yet.
   *
   * @param width how many of one key may go at once
   * @param queue how many of one key may wait; one more is refused
   * @param nanos a clock that only runs forward, such as {@code System::nanoTime}
   */
  public Turns(int width, int queue, LongSupplier nanos) {
    this.width = width;
    this.queue = queue;
    this.nanos = nanos;
  }

  /** Does it when its turn has come. Fails with {@code unavailable} where too many wait. */
  public <T> Future<T> take(String key, Supplier<Future<T>> turn) {
    return begin(key, Long.MAX_VALUE).compose(begun -> done(key, turn));
  }

  /**
   * The same for a caller who does not wait forever. Fails with {@code unavailable} too where its
   * turn comes later than {@code patience} from now.
   */
  public <T> Future<T> take(String key, Duration patience, Supplier<Future<T>> turn) {
    return begin(key, patience.toNanos()).compose(begun -> done(key, turn));
  }

  private <T> Future<T> done(String key, Supplier<Future<T>> turn) {
    return Future.<Void>succeededFuture().compose(now -> turn.get()).onComplete(end -> leave(key));
  }

  private Future<Void> begin(String key, long patience) {
    synchronized (lines) {
      Line line = lines.computeIfAbsent(key, first -> new Line());
      if (line.going < width) {
        line.going++;
        return Future.succeededFuture();
      }
      if (line.waiting.size() == queue) {
        return tooMany().asFuture();
      }
      Promise<Void> begun = Promise.promise();
      line.waiting.add(new Waiter(begun, nanos.getAsLong(), patience));
      return begun.future();
    }
  }

  private void leave(String key) {
    long now = nanos.getAsLong();
    List<Waiter> late = new ArrayList<>();
    Waiter next;
    synchronized (lines) {
      Line line = lines.get(key);
      if (line == null) {
        throw new IllegalStateException("Nobody goes who could leave");
      }
      next = line.waiting.poll();
      while (next != null && !next.isWilling(now)) {
        late.add(next);
        next = line.waiting.poll();
      }
      if (next == null) {
        line.going--;
      }
      if (line.going == 0) {
        lines.remove(key);
      }
    }
    late.forEach(waiter -> waiter.begun().fail(tooMany()));
    if (next != null) {
      next.begun().complete();
    }
  }

  private static Failure tooMany() {
    return Failure.unavailable("Too many attempts at once.", RETRY_AFTER);
  }
}
