package io.laurel.schedule;

import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long an event loop was held by anything, at most: in processor time of its thread between two
 * beats, which a busy machine does not change.
 */
public final class HeldLoops {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long BEAT_MS = 1;

  private final AtomicLong longest = new AtomicLong();

  private HeldLoops() {}

  /** Watches all of them until they end. */
  public static HeldLoops of(Vertx vertx) {
    HeldLoops held = new HeldLoops();
    ((VertxInternal) vertx).nettyEventLoopGroup().forEach(loop -> held.next(loop, Long.MAX_VALUE));
    return held;
  }

  private void next(EventExecutor loop, long before) {
    if (!loop.isShuttingDown()) {
      var unused = loop.schedule(() -> beat(loop, before), BEAT_MS, TimeUnit.MILLISECONDS);
    }
  }

  private void beat(EventExecutor loop, long before) {
    long now = THREADS.getCurrentThreadCpuTime();
    longest.accumulateAndGet(now - before, Math::max);
    next(loop, now);
  }

  /** By that action, which ends when it is done. */
  public Duration during(Runnable action) {
    longest.set(0);
    action.run();
    return Duration.ofNanos(longest.get());
  }
}
