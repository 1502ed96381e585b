package io.laurel.schedule;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Writers that race for one document's next version, without a lock: each reads, decides, and
 * writes only if nobody wrote meanwhile; who lost begins again.
 */
public final class Races {
  private Races() {}

  /** What became of one attempt. */
  public sealed interface Outcome<T> permits Lost, Unchanged, Written {}

  /** Another writer was faster; nothing was written. */
  public record Lost<T>() implements Outcome<T> {}

  /** There was nothing to write: it is as it shall be, or is not to be changed. */
  public record Unchanged<T>(T value) implements Outcome<T> {}

  /** It is written. */
  public record Written<T>(T value) implements Outcome<T> {}

  /**
   * Tries until an attempt is not lost. Fails with whatever an attempt fails with.
   *
   * @param tries more losses than that are no honest clients'
   * @param defeat what it fails with then
   * @param attempt reads, decides and writes, each time anew
   */
  public static <T> Future<T> untilWon(
      int tries, Supplier<Failure> defeat, Supplier<Future<Outcome<T>>> attempt) {
    return attempt
        .get()
        .compose(
            ended -> {
              if (ended instanceof Written<T> written) {
                return Future.succeededFuture(written.value());
              }
              if (ended instanceof Unchanged<T> unchanged) {
                return Future.succeededFuture(unchanged.value());
              }
              return tries > 1 ? untilWon(tries - 1, defeat, attempt) : defeat.get().asFuture();
            });
  }
}
