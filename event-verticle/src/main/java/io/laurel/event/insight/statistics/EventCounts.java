package io.laurel.event.insight.statistics;

import io.laurel.cache.RecentlyUsed;
import io.laurel.event.claims.attempt.RefusalCounts;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Counts events, one at a time, and keeps what it counted for a while. Belongs to one event loop.
 */
public final class EventCounts {
  private static final int MAX_EVENTS = 1_000;
  private static final int REST = 10;

  /** How far the clock of a node that takes claims may be ahead. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final ClaimCounts claims;
  private final RefusalCounts attempts;
  private final GameDays days;
  private final Duration maxAge;
  private final Clock clock;
  private final LongSupplier nanos;
  private final Map<String, Run> runs = new RecentlyUsed<>(MAX_EVENTS);
  private Future<?> last = Future.succeededFuture();

  /**
   * Counts of these.
   *
   * @param maxAge how old a count may be; it may also be ten times as old as it took to make, so
   *     that counting never takes more than a tenth of the time
   * @param nanos a clock that only runs forward, such as {@code System::nanoTime}
   */
  public EventCounts(
      ClaimCounts claims,
      RefusalCounts attempts,
      GameDays days,
      Duration maxAge,
      Clock clock,
      LongSupplier nanos) {
    this.claims = claims;
    this.attempts = attempts;
    this.days = days;
    this.maxAge = maxAge;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** What was counted lately, or is being counted, or is counted now. */
  Future<Tally> recent(String eventId) {
    Run run = runs.get(eventId);
    if (run == null || run.isOver()) {
      run = new Run(eventId);
      runs.put(eventId, run);
    }
    return run.tally;
  }

  private final class Run {
    private final Future<Tally> tally;
    private long begun;
    private long took;

    private Run(String eventId) {
      tally = last.transform(done -> count(eventId));
      last = tally;
    }

    private Future<Tally> count(String eventId) {
      begun = nanos.getAsLong();
      Tally counting = new Tally(Instants.now(clock));
      return countClaims(eventId, counting)
          .compose(counted -> countRefusals(eventId, counting))
          .map(counting)
          .onComplete(done -> took = nanos.getAsLong() - begun);
    }

    private boolean isOver() {
      return tally.failed()
          || (tally.succeeded()
              && nanos.getAsLong() - begun > Math.max(maxAge.toNanos(), REST * took));
    }
  }

  /** A slice never reaches into a second day, so all of its claims belong to its first moment's. */
  private Future<Void> countClaims(String eventId, Tally tally) {
    Slices.Reader reader =
        (from, to) ->
            claims.count(eventId, from, to).map(found -> tally.add(days.dayOf(from), found));
    return claims
        .oldest(eventId)
        .compose(oldest -> walk(oldest, at -> days.endOf(days.dayOf(at)), reader));
  }

  private Future<Void> countRefusals(String eventId, Tally tally) {
    Slices.Reader reader = (from, to) -> attempts.countByCode(eventId, from, to).map(tally::add);
    return attempts.oldest(eventId).compose(oldest -> walk(oldest, at -> Instant.MAX, reader));
  }

  private Future<Void> walk(
      @Nullable Instant oldest, UnaryOperator<Instant> cut, Slices.Reader reader) {
    return oldest == null
        ? Future.succeededFuture()
        : new Slices(oldest, clock.instant().plus(AHEAD), cut, reader).walk();
  }
}
