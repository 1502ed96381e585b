package io.laurel.event.catalog.edit;

import io.laurel.failure.Failure;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Written;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/** Editors who race for one object's next version. */
public final class Edits {
  /** Each loss means that another writer won; more of them are no honest client's. */
  private static final int MAX_TRIES = 20;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private Edits() {}

  /**
   * Tries until an attempt is not lost. Fails with {@code unavailable} where others kept winning,
   * and with whatever an attempt fails with.
   *
   * @param attempt reads, decides and writes, each time anew
   */
  public static <T> Future<T> untilWon(Supplier<Future<Outcome<T>>> attempt) {
    return Races.untilWon(
        MAX_TRIES,
        () -> Failure.unavailable("It is being changed by others; try again.", RETRY_AFTER),
        attempt);
  }

  /** What became of a write that tells whether it was done. */
  public static <T> Outcome<T> outcome(boolean done, T written) {
    return done ? new Written<>(written) : new Lost<>();
  }
}
