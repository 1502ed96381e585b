package io.laurel.bus;

import io.laurel.failure.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets calls of one address pass, as many at once as it may have under way: whoever is too slow
 * must not take the memory and patience of all who call others. Where answers do not come in time,
 * fewer pass, so that those who do are answered and the others know at once that they are to come
 * again: half as many at most once in a while, and an eighth more for as many answers as may be
 * under way. Where calls stay without any answer it closes for a while, then lets one try.
 */
final class CallGate {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final long NEVER = Long.MIN_VALUE;

  /** From 8 to 500 within 35 answers of each, one after the other. */
  private static final int GROWTH = 8;

  private final CallConfig config;
  private final LongSupplier nanos;
  private final AtomicInteger inFlight = new AtomicInteger();

  /** As many may be under way now. */
  private final AtomicInteger limit;

  /** Since the limit was last another one, where it is below what is configured. */
  private final AtomicInteger answers = new AtomicInteger();

  /** When it was last halved. */
  private final AtomicLong halvedAt = new AtomicLong(NEVER);

  private final AtomicInteger unanswered = new AtomicInteger();

  /** When the next one may try; {@link #NEVER} while all pass. */
  private final AtomicLong tryAt = new AtomicLong(NEVER);

  CallGate(CallConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
    this.limit = new AtomicInteger(config.maxInFlight());
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
    if (inFlight.incrementAndGet() > limit.get()) {
      inFlight.decrementAndGet();
      throw Failure.overloaded("Too many calls of this operation are under way.", RETRY_AFTER);
    }
  }

  /** One is answered, with whatever. */
  void answered() {
    inFlight.decrementAndGet();
    widen();
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
    halve(inFlight.getAndDecrement());
    if (unanswered.incrementAndGet() >= config.failures()) {
      tryAt.set(nanos.getAsLong() + config.open().toNanos());
    }
  }

  /** One was not asked in the end: nothing is known of the address. */
  void unasked() {
    inFlight.decrementAndGet();
  }

  private void widen() {
    int now = limit.get();
    if (now < config.maxInFlight() && answers.incrementAndGet() >= now) {
      answers.set(0);
      limit.compareAndSet(now, Math.min(config.maxInFlight(), now + Math.max(1, now / GROWTH)));
    }
  }

  /** Of those that were under way; what was sent before the last time says nothing new. */
  private void halve(int underWay) {
    long last = halvedAt.get();
    long now = nanos.getAsLong();
    if ((last == NEVER || now - last >= config.open().toNanos())
        && halvedAt.compareAndSet(last, now)) {
      limit.updateAndGet(
          most -> Math.max(Math.min(most, config.minInFlight()), Math.min(most, underWay) / 2));
      answers.set(0);
    }
  }
}
