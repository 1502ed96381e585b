package io.laurel.event.claims.attempt;

import io.vertx.core.Future;
import java.time.Instant;

/** Takes down refused attempts. */
@FunctionalInterface
public interface RefusalLog {
  /**
   * Counts one refused attempt.
   *
   * @param code why it was refused
   */
  Future<Void> refused(Attempted what, String code, Instant at);
}
