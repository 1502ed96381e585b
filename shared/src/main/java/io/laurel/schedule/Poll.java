package io.laurel.schedule;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Looks again and again for something new, and at once when told that there may be some. However
 * many tell: at most one look is under way and one due after it. Belongs to one event loop.
 */
public final class Poll {
  /** From a hint to the look that follows: what many hint at, one look sees. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  private final Vertx vertx;
  private final Duration interval;
  private final Supplier<Future<Void>> look;
  private long timer = -1;

  /** Also before the first look, which a hint need not hasten. */
  private boolean looking = true;

  private boolean hinted;
  private boolean stopped;
  private Future<Void> latest = Future.succeededFuture();

  /**
   * Nothing happens until {@link #start}.
   *
   * @param interval between the end of one look and the beginning of the next
   * @param look that one fails, or throws, is its own affair: the next comes as ever
   */
  public Poll(Vertx vertx, Duration interval, Supplier<Future<Void>> look) {
    this.vertx = vertx;
    this.interval = interval;
    this.look = look;
  }

  /** Looks for the first time, and goes on until {@link #stop}; completes after the first look. */
  public Future<Void> start() {
    looking = true;
    hinted = false;
    latest = Future.<Void>succeededFuture().compose(now -> look.get()).otherwiseEmpty();
    return latest.onComplete(
        done -> {
          looking = false;
          schedule();
        });
  }

  /** The same without the first look, for what was looked at a moment ago. */
  public void startLater() {
    looking = false;
    schedule();
  }

  /** There may be something new. */
  public void hint() {
    if (!hinted) {
      hinted = true;
      if (!looking) {
        vertx.cancelTimer(timer);
        schedule();
      }
    }
  }

  private void schedule() {
    if (!stopped) {
      timer = vertx.setTimer((hinted ? GATHERING : interval).toMillis(), due -> start());
    }
  }

  /** Looks no more; completes when the look under way is done, or hangs. */
  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return Patience.with(vertx, latest);
  }
}
