package io.laurel.standalone.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Time as the system under test has it: a beat is a tenth of a second, or as long as it takes until
 * every process that runs has said that it lives. On a quiet machine that is the time on the wall;
 * where the machine is busy with something else, or stands still, this clock goes slower for
 * everybody alike. So a window of two seconds is one of twenty beats, in each of which every
 * process had its turn.
 */
final class Metronome {
  static final int BEAT_MS = 100;
  private static final int LOOK_MS = 20;

  private final Vertx vertx;
  private final Supplier<Future<?>> everybody;
  private final long begunNanos = System.nanoTime();
  private volatile Beat beat = new Beat(0, begunNanos);
  private volatile boolean stopped;

  private record Beat(long number, long begunNanos) {}

  /**
   * Begins.
   *
   * @param everybody completes once everybody has been heard, in a second at most
   */
  Metronome(Vertx vertx, Supplier<Future<?>> everybody) {
    this.vertx = vertx;
    this.everybody = everybody;
    next();
  }

  private void next() {
    Future.join(vertx.timer(BEAT_MS), everybody.get())
        .onComplete(
            done -> {
              beat = new Beat(beat.number() + 1, System.nanoTime());
              if (!stopped) {
                next();
              }
            });
  }

  /** Milliseconds since the beginning, as counted. */
  long now() {
    Beat current = beat;
    return current.number() * BEAT_MS + Math.min(BEAT_MS, since(current.begunNanos()));
  }

  /** Milliseconds since the beginning on the wall. */
  long onTheWall() {
    return since(begunNanos);
  }

  private static long since(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** Waits until so much time is counted. */
  void pass(Duration time) {
    long end = now() + time.toMillis();
    while (now() < end) {
      vertx.timer(LOOK_MS).await();
    }
  }

  void stop() {
    stopped = true;
  }
}
