package io.laurel.bus;

import io.laurel.failure.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets calls of one address pass, as many at once as it may have under way: whoever is too slow
 * must not take the memory and patience of all who call others. Where calls stay without any answer
 * it closes for a while, then lets one try.
 */
final class CallGate {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final long NEVER = Long.MIN_VALUE;

  private final CallConfig config;
  private final LongSupplier nanos;
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();

  /** When the next one may try; {@link #NEVER} while all pass. */
  private final AtomicLong tryAt = new AtomicLong(NEVER);

  CallGate(CallConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
  }

  /**
   * Lets one call pass, which must leave again.
   *
   * @throws Failure {@code overloaded} where too many are under way, {@code unavailable} where
   *     nobody answered the last ones
   */
  void enter() {
    long tried = tryAt.get();
    if (tried != NEVER) {
      long now = nanos.getAsLong();
      // One of those who come then; the others wait for what it finds.
      if (now - tried < 0 || !tryAt.compareAndSet(tried, now + config.open().toNanos())) {
        throw Failure.unavailable("Nobody answers this operation right now.", RETRY_AFTER);
      }
    }
    if (inFlight.incrementAndGet() > config.maxInFlight()) {
      inFlight.decrementAndGet();
      throw Failure.overloaded("Too many calls of this operation are under way.", RETRY_AFTER);
    }
  }

  /** One is answered, with whatever. */
  void answered() {
    inFlight.decrementAndGet();
    // Read first: they are written seldom, and by each call otherwise.
    if (unanswered.get() != 0) {
      unanswered.set(0);
    }
    if (tryAt.get() != NEVER) {
      tryAt.set(NEVER);
    }
  }

  /** One had no answer in time. */
  void unanswered() {
    inFlight.decrementAndGet();
    if (unanswered.incrementAndGet() >= config.failures()) {
      tryAt.set(nanos.getAsLong() + config.open().toNanos());
    }
  }

  /** One was not asked in the end: nothing is known of the address. */
  void unasked() {
    inFlight.decrementAndGet();
  }
}
