package io.laurel.launch;

import io.laurel.telemetry.Latency;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/**
 * How late event loops come to what is due: one that somebody blocks, or that has too much to do,
 * lets everybody else on it wait as long.
 */
final class EventLoops {
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

  private final Timer delay;

  private EventLoops(Timer delay) {
    this.delay = delay;
  }

  /** Measures all of them until they end. */
  static void watch(MeterRegistry registry, EventLoopGroup group) {
    EventLoops loops =
        new EventLoops(
            Latency.named("laurel_event_loop_delay", "How late event loops come to what is due")
                .register(registry));
    group.forEach(loops::next);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It is over when it has run.
  private void next(EventExecutor loop) {
    long due = System.nanoTime() + INTERVAL;
    loop.schedule(() -> ended(loop, due), INTERVAL, TimeUnit.NANOSECONDS);
  }

  private void ended(EventExecutor loop, long due) {
    delay.record(Math.max(0, System.nanoTime() - due), TimeUnit.NANOSECONDS);
    if (!loop.isShuttingDown()) {
      next(loop);
    }
  }
}
