package io.laurel.bus;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The moment by which somebody wants an answer: a client at the gateway, counted from the end of
 * its body, and whoever calls over the bus, counted from when its call arrives here, because clocks
 * differ.
 */
public final class Deadline {
  /** Of who did not say how long it waits: it does not pass. */
  public static final Deadline NONE = new Deadline(0, false);

  private final long end;
  private final boolean passes;

  private Deadline(long end, boolean passes) {
    this.end = end;
    this.passes = passes;
  }

  /** That much from now. */
  public static Deadline in(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos(), true);
  }

  /**
   * What is left, at most that much.
   *
   * @return zero or less where it has passed
   */
  public Duration left(Duration most) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    return passes && left.compareTo(most) < 0 ? left : most;
  }

  /**
   * Nothing, while there is time. What changes something asks before it does: once nobody waits any
   * more, a repeat may have been told something else already. Fails with {@code deadline-exceeded}.
   */
  public void mustBeAhead() {
    if (passes && millis() <= 0) {
      throw Failure.deadlineExceeded();
    }
  }

  /**
   * What is left; fails with {@code deadline-exceeded} where that is less than a millisecond.
   *
   * @throws IllegalStateException for {@link #NONE}
   */
  public Duration left() {
    if (!passes) {
      throw new IllegalStateException("Nobody said how long it waits");
    }
    mustBeAhead();
    return Duration.ofMillis(Math.max(1, millis()));
  }

  private long millis() {
    return TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
  }

  /** The same result; fails with {@code deadline-exceeded} where it does not come in time. */
  public <T> Future<T> of(Future<T> work) {
    if (!passes || work.isComplete()) {
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
