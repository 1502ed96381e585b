package io.laurel.event.insight.statistics;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Walks through a span of time in slices, each about so long that it holds {@value #WANTED}
 * documents: one command over all of them could keep a database from anything else for seconds.
 */
final class Slices {
  static final long WANTED = 5_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int GROWTH = 4;

  private final Instant end;
  private final UnaryOperator<Instant> cut;
  private final Reader reader;
  private final Promise<Void> walked = Promise.promise();
  private Instant from;
  private Duration length = Duration.ofHours(1);

  /** Reads the documents of one slice. */
  @FunctionalInterface
  interface Reader {
    /** How many documents there were in {@code from ≤ t < to}. */
    Future<Long> read(Instant from, Instant to);
  }

  /**
   * A walk that has not begun.
   *
   * @param cut the first moment behind its argument that no slice may cross
   */
  Slices(Instant start, Instant end, UnaryOperator<Instant> cut, Reader reader) {
    this.from = start;
    this.end = end;
    this.cut = cut;
    this.reader = reader;
  }

  /** Reads one slice after the other; once. */
  Future<Void> walk() {
    next();
    return walked.future();
  }

  /** By itself each: a chain of futures would grow with every slice. */
  private void next() {
    if (!from.isBefore(end)) {
      walked.complete();
      return;
    }
    Instant to = earliest(earliest(from.plus(length), cut.apply(from)), end);
    reader.read(from, to).onSuccess(count -> goOn(to, count)).onFailure(walked::fail);
  }

  private void goOn(Instant to, long count) {
    Duration read = Duration.between(from, to);
    Duration grown = length.multipliedBy(GROWTH);
    Duration fitting =
        count == 0 ? grown : Duration.ofMillis(read.toMillis() * WANTED / Math.max(1, count));
    length = shorter(longer(shorter(fitting, grown), SHORTEST), LONGEST);
    from = to;
    next();
  }

  private static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
