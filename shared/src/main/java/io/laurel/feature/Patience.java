package io.laurel.feature;

import io.laurel.config.Settings;
import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a process that starts waits for its database: where all start at once, or while the database
 * is being restarted, who ended instead would be started again later and later by its supervisor.
 */
public final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final long end;
  private boolean told;

  /**
   * One that begins now.
   *
   * @param longest after which a failure is one; zero to wait for nothing
   */
  public Patience(Vertx vertx, Duration longest) {
    this.vertx = vertx;
    this.end = System.nanoTime() + longest.toNanos();
  }

  /** As long as {@code MONGODB_START_PATIENCE_MS} says. */
  public static Patience of(Vertx vertx, Settings settings) {
    return new Patience(vertx, longest(settings));
  }

  /** Judges {@code MONGODB_START_PATIENCE_MS}. */
  public static void check(Settings settings) {
    longest(settings);
  }

  private static Duration longest(Settings settings) {
    return settings.millis("MONGODB_START_PATIENCE_MS", 0, 3_600_000);
  }

  /**
   * What {@code attempt} gives, which is made again each second for as long as it fails {@code
   * unavailable}; it must bear that. Any other failure is one at once.
   */
  public <T> Future<T> retry(Supplier<Future<T>> attempt) {
    return Future.<Void>succeededFuture()
        .compose(now -> attempt.get())
        .recover(
            cause -> {
              if (!(cause instanceof Failure failure)
                  || !failure.isTemporary()
                  || System.nanoTime() - end >= 0) {
                return Future.failedFuture(cause);
              }
              if (!told) {
                told = true;
                LOG.warn("{} This process waits, and is not ready", failure.getMessage());
              }
              return vertx.timer(PAUSE.toMillis()).compose(later -> retry(attempt));
            });
  }
}
