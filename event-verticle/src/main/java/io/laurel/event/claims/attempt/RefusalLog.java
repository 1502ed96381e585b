package io.laurel.event.claims.attempt;

import io.vertx.core.Future;

/** Takes down refused attempts. */
@FunctionalInterface
public interface RefusalLog {
  /** Counts one refused attempt, and keeps it for as long as it is one of the last. */
  Future<Void> refused(Attempted what, Attempt attempt);
}
