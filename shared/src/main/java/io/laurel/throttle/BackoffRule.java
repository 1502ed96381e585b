package io.laurel.throttle;

import java.time.Duration;
import java.time.Instant;

/**
 * When attempts have to wait.
 *
 * @param free failures within the window that make nobody wait
 * @param window how long a failure counts
 * @param firstWait how long after them; each later failure doubles it
 * @param maxWait at most
 */
public record BackoffRule(int free, Duration window, Duration firstWait, Duration maxWait) {
  /** The wait after so many failures that were not free. */
  Duration waitAfter(int failures) {
    // Further doublings are past any sensible maximum, and would overflow.
    Duration wait = firstWait.multipliedBy(1L << Math.min(failures, 30));
    return wait.compareTo(maxWait) < 0 ? wait : maxWait;
  }

  boolean counts(Instant failure, Instant now) {
    return failure.plus(window).isAfter(now);
  }
}
