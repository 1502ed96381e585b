package io.laurel.event.insight.statistics;

import io.laurel.event.claims.attempt.RefusalCounts;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Counts events. Belongs to one event loop. */
public final class EventCounts {
  /** How far the clock of a node that takes claims may be ahead. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final ClaimCounts claims;
  private final RefusalCounts attempts;
  private final GameDays days;
  private final Clock clock;
  private final RecentCounts<String, Tally> recent;

  /**
   * Counts of these.
   *
   * @param maxAge as {@link RecentCounts} has it
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
    this.clock = clock;
    this.recent = new RecentCounts<>(maxAge, nanos);
  }

  /** What was counted lately, or is being counted, or is counted now. */
  Future<Tally> recent(String eventId) {
    return recent.recent(eventId, () -> count(eventId));
  }

  private Future<Tally> count(String eventId) {
    Tally counting = new Tally(Instants.now(clock));
    return countClaims(eventId, counting)
        .compose(counted -> countRefusals(eventId, counting))
        .map(counting);
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
