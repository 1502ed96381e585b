package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The moment by which a request is answered, counted from the end of its body. */
final class Deadline {
  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  /** That much from now. */
  static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos());
  }

  /** What is left; fails with {@code deadline-exceeded} where that is less than a millisecond. */
  Duration left() {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw Failure.deadlineExceeded();
    }
    return Duration.ofMillis(millis);
  }

  /** The same result; fails with {@code deadline-exceeded} where it does not come in time. */
  <T> Future<T> of(Future<T> work) {
    if (work.isComplete()) {
      // Most are: no timer for them.
      return work;
    }
    return work.timeout(left().toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            cause ->
                cause instanceof TimeoutException
                    ? Failure.deadlineExceeded().asFuture()
                    : Future.failedFuture(cause));
  }
}
