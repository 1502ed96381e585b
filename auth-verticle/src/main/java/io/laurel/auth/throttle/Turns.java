package io.laurel.auth.throttle;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets those with the same key go one after the other. For the parallel logins of one honest user:
 * each is known to be right before the next one is counted.
 */
final class Turns {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final int max;
  private final Map<String, Line> lines = new HashMap<>();

  private static final class Line {
    private Future<Void> last = Future.succeededFuture();
    private int length;
  }

  /** At most {@code max} of one key may wait or be at it. */
  Turns(int max) {
    this.max = max;
  }

  /**
   * Does it when all of that key before it are done. Fails with {@code unavailable} if too many.
   */
  <T> Future<T> take(String key, Supplier<Future<T>> turn) {
    Promise<Void> done = Promise.promise();
    Future<Void> before;
    synchronized (lines) {
      Line line = lines.computeIfAbsent(key, first -> new Line());
      if (line.length == max) {
        return Failure.unavailable("Too many sign-ins at once.", RETRY_AFTER).asFuture();
      }
      line.length++;
      before = line.last;
      line.last = done.future();
    }
    return before.compose(mine -> turn.get()).onComplete(end -> leave(key, done));
  }

  private void leave(String key, Promise<Void> done) {
    synchronized (lines) {
      Line line = lines.get(key);
      line.length--;
      if (line.length == 0) {
        lines.remove(key);
      }
    }
    done.complete();
  }
}
