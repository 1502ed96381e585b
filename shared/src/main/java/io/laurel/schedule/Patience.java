package io.laurel.schedule;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** How long the end of a process waits for what is under way. */
final class Patience {
  /**
   * A command to MongoDB whose client is closed meanwhile may never be answered; the end must not
   * wait for it.
   */
  private static final Duration AT_THE_END = Duration.ofSeconds(2);

  private Patience() {}

  /** Completes when that does, or when it took too long. */
  static Future<Void> with(Vertx vertx, Future<Void> underWay) {
    return underWay.isComplete()
        ? Future.succeededFuture()
        : Future.any(underWay, vertx.timer(AT_THE_END.toMillis())).otherwiseEmpty().mapEmpty();
  }
}
