package io.laurel.gateway;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of bodies that one process holds, all its event loops together. A body counts as it
 * comes in, not as it is announced: who announces much and sends little holds little. It counts
 * until its request is answered, because until then its message may be kept for the bus.
 */
final class BodyBudget {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final long limit;
  private final AtomicLong held = new AtomicLong();

  /** A budget of that many bytes. */
  BodyBudget(long limit) {
    this.limit = limit;
  }

  /** What the bodies of unanswered requests take now. */
  long held() {
    return held.get();
  }

  /** The share of one request, of nothing yet. */
  Share share() {
    return new Share();
  }

  /** 503 {@code overloaded}: to be tried again when others are done. */
  static Failure overloaded() {
    return Failure.overloaded("Too many bodies are being read right now.", RETRY_AFTER);
  }

  /** What one request holds. Belongs to one event loop. */
  final class Share {
    private long taken;
    private boolean released;
    private boolean kept;

    /** Takes some more; false where that is too much, or the request is done: nothing is taken. */
    boolean take(int bytes) {
      if (released) {
        return false;
      }
      if (held.addAndGet(bytes) > limit) {
        held.addAndGet(-bytes);
        return false;
      }
      taken += bytes;
      return true;
    }

    /** Whether a body of that length would fit now. */
    boolean hasRoomFor(long bytes) {
      return bytes <= limit - held.get();
    }

    /** Puts off {@link #release} until some work on the body has ended, whoever waits for it. */
    void keepUntil(Future<?> work) {
      kept = true;
      work.onComplete(
          done -> {
            kept = false;
            giveBack();
          });
    }

    /** Gives everything back, once. */
    void release() {
      released = true;
      giveBack();
    }

    private void giveBack() {
      if (released && !kept) {
        held.addAndGet(-taken);
        taken = 0;
      }
    }
  }
}
