package io.laurel.standalone;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again; the bound says only when a test gives up. */
final class Eventually {
  private static final int PAUSE_MS = 50;

  private Eventually() {}

  /** What is seen as soon as it is enough; fails, with what was seen last, after the bound. */
  static <T> T see(Vertx vertx, Duration bound, Supplier<T> look, Predicate<T> enough) {
    T seen = look.get();
    for (long left = bound.toMillis(); left > 0 && !enough.test(seen); left -= PAUSE_MS) {
      vertx.timer(PAUSE_MS).await();
      seen = look.get();
    }
    if (!enough.test(seen)) {
      throw new AssertionError("After " + bound + " still " + seen);
    }
    return seen;
  }
}
