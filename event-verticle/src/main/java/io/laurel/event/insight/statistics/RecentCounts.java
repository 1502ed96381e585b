package io.laurel.event.insight.statistics;

import io.laurel.cache.RecentlyUsed;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts what is asked for, one thing at a time, and keeps what it counted for a while. Belongs to
 * one event loop.
 */
public final class RecentCounts<K, V> {
  private static final int MAX_KEPT = 1_000;
  private static final int REST = 10;

  private final Duration maxAge;
  private final LongSupplier nanos;
  private final Map<K, Run> runs = new RecentlyUsed<>(MAX_KEPT);
  private Future<?> last = Future.succeededFuture();

  /**
   * Nothing was counted yet.
   *
   * @param maxAge how old a count may be; it may also be ten times as old as it took to make, so
   *     that counting never takes more than a tenth of the time
   * @param nanos a clock that only runs forward, such as {@code System::nanoTime}
   */
  public RecentCounts(Duration maxAge, LongSupplier nanos) {
    this.maxAge = maxAge;
    this.nanos = nanos;
  }

  /** What was counted lately, or is being counted, or is counted now. */
  public Future<V> recent(K key, Supplier<Future<V>> count) {
    Run run = runs.get(key);
    if (run == null || run.isOver()) {
      run = new Run(count);
      runs.put(key, run);
    }
    return run.counted;
  }

  private final class Run {
    private final Future<V> counted;
    private long begun;
    private long took;

    private Run(Supplier<Future<V>> count) {
      counted = last.transform(done -> count(count));
      last = counted;
    }

    private Future<V> count(Supplier<Future<V>> count) {
      begun = nanos.getAsLong();
      return count.get().onComplete(done -> took = nanos.getAsLong() - begun);
    }

    private boolean isOver() {
      return counted.failed()
          || (counted.succeeded()
              && nanos.getAsLong() - begun > Math.max(maxAge.toNanos(), REST * took));
    }
  }
}
