package io.laurel.event.insight.statistics;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;

/**
 * Walks through a span of time in slices, each about so long that it holds {@value #WANTED}
 * documents, and none much more: one command over all of them could keep a database from anything
 * else for seconds. Behind a time in which nothing happened there may be very many at once, so how
 * many a slice holds is asked before it is read.
 */
final class Slices {
  static final long WANTED = 5_000;
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int GROWTH = 4;

  /** A slice that holds so many is cut; but for the shortest. */
  private static final long TOO_MANY = GROWTH * WANTED;

  private static final int CUT = 8;

  private final Instant end;
  private final Sizer sizer;
  private final Reader reader;
  private final Promise<Void> walked = Promise.promise();
  private Instant from;
  private Duration length = Duration.ofHours(1);

  /** Counts the documents of a slice, which costs next to nothing. */
  @FunctionalInterface
  interface Sizer {
    /** How many there are in {@code from ≤ t < to}, or {@code most} where there are more. */
    Future<Long> size(Instant from, Instant to, long most);
  }

  /** Reads the documents of one slice. */
  @FunctionalInterface
  interface Reader {
    /** How many documents there were in {@code from ≤ t < to}. */
    Future<Long> read(Instant from, Instant to);
  }

  /** A walk that has not begun. */
  Slices(Instant start, Instant end, Sizer sizer, Reader reader) {
    this.from = start;
    this.end = end;
    this.sizer = sizer;
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
    Instant to = earliest(from.plus(length), end);
    sizer
        .size(from, to, TOO_MANY)
        .onSuccess(
            size -> {
              if (size == 0) {
                goOn(to, 0);
              } else if (size < TOO_MANY || length.equals(SHORTEST)) {
                reader.read(from, to).onSuccess(count -> goOn(to, count)).onFailure(walked::fail);
              } else {
                length = longer(Duration.between(from, to).dividedBy(CUT), SHORTEST);
                next();
              }
            })
        .onFailure(walked::fail);
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
