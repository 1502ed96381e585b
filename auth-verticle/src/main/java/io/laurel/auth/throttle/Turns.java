package io.laurel.auth.throttle;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets few of those with the same key go at once, and the others wait for their turn. */
final class Turns {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final int width;
  private final int queue;
  private final Map<String, Line> lines = new HashMap<>();

  private static final class Line {
    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private int going;
  }

  /**
   * Turns that nobody has yet.
   *
   * @param width how many of one key may go at once
   * @param queue how many of one key may wait; one more is refused
   */
  Turns(int width, int queue) {
    this.width = width;
    this.queue = queue;
  }

  /** Does it when its turn has come. Fails with {@code unavailable} where too many wait. */
  <T> Future<T> take(String key, Supplier<Future<T>> turn) {
    return begin(key).compose(begun -> done(key, turn));
  }

  private <T> Future<T> done(String key, Supplier<Future<T>> turn) {
    return Future.<Void>succeededFuture().compose(now -> turn.get()).onComplete(end -> leave(key));
  }

  private Future<Void> begin(String key) {
    synchronized (lines) {
      Line line = lines.computeIfAbsent(key, first -> new Line());
      if (line.going < width) {
        line.going++;
        return Future.succeededFuture();
      }
      if (line.waiting.size() == queue) {
        return Failure.unavailable("Too many sign-ins at once.", RETRY_AFTER).asFuture();
      }
      Promise<Void> begun = Promise.promise();
      line.waiting.add(begun);
      return begun.future();
    }
  }

  private void leave(String key) {
    Promise<Void> next;
    synchronized (lines) {
      Line line = lines.get(key);
      next = line.waiting.poll();
      if (next == null) {
        line.going--;
      }
      if (line.going == 0) {
        lines.remove(key);
      }
    }
    if (next != null) {
      next.complete();
    }
  }
}
