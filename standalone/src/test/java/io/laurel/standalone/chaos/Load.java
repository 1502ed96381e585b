package io.laurel.standalone.chaos;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Requests that arrive at a steady pace, whatever became of those before: players do not wait for
 * each other. It is far from what the machine can do, because promises are tried here, not speed;
 * so the pace is that of the {@link Metronome}, and a machine that is busy with something else
 * meets no more than it had time for.
 */
final class Load {
  private static final int SECOND_MS = 1_000;
  private static final int LOOK_MS = 50;

  /** How exactly the pace is kept. */
  private static final int TICK_MS = 20;

  /** More than these come of no promise; the pace is kept up again below. */
  private static final int MAX_OPEN = 300;

  private final Vertx vertx;
  private final Metronome metronome;
  private final List<Long> timers = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();

  /** Nothing arrives yet. */
  Load(Vertx vertx, Metronome metronome) {
    this.vertx = vertx;
    this.metronome = metronome;
  }

  /** Begins to do that so many times a second. */
  void every(int perSecond, Supplier<Future<?>> errand) {
    long apart = SECOND_MS / perSecond;
    AtomicLong due = new AtomicLong(metronome.now() + apart);
    timers.add(
        vertx.setPeriodic(
            TICK_MS,
            tick -> {
              for (long now = metronome.now(); due.get() <= now; due.addAndGet(apart)) {
                begin(errand);
              }
            }));
  }

  private void begin(Supplier<Future<?>> errand) {
    if (open.get() < MAX_OPEN) {
      open.incrementAndGet();
      errand.get().onComplete(done -> open.decrementAndGet());
    }
  }

  /** Nobody comes any more; waits for those who are there, and says how many have not ended. */
  int end(Duration bound) {
    timers.forEach(vertx::cancelTimer);
    for (long left = bound.toMillis(); left > 0 && open.get() > 0; left -= LOOK_MS) {
      vertx.timer(LOOK_MS).await();
    }
    return open.get();
  }
}
