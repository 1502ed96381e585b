package io.laurel.event.catalog.edit;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/** Writers that race for one object's next version, without a lock. */
public final class Races {
  /** Each loss means that another writer won; more of them are no honest client's. */
  private static final int MAX_TRIES = 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Races() {}

  /**
   * Tries until an attempt wins. Fails with {@code unavailable} where others kept winning, and with
   * whatever an attempt fails with.
   *
   * @param attempt reads, decides and writes; gives null where another writer was faster
   */
  public static <T> Future<T> untilWon(Supplier<Future<T>> attempt) {
    return tryOnce(attempt, 1);
  }

  private static <T> Future<T> tryOnce(Supplier<Future<T>> attempt, int number) {
    return attempt
        .get()
        .compose(
            won -> {
              if (won != null) {
                return Future.succeededFuture(won);
              }
              return number < MAX_TRIES
                  ? tryOnce(attempt, number + 1)
                  : Failure.unavailable("It is being changed by others; try again.", RETRY_AFTER)
                      .asFuture();
            });
  }
}
