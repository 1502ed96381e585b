package io.laurel.event.insight.statistics;

import io.laurel.event.claims.attempt.RefusalCounts;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** Counts events. Belongs to one event loop. */
public final class EventCounts {
  /** How far the clock of a node that takes claims may be ahead. */
  private static final Duration AHEAD = Duration.ofHours(1);

  private final ClaimCounts claims;
  private final ClaimSeries series;
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
      ClaimSeries series,
      RefusalCounts attempts,
      GameDays days,
      Duration maxAge,
      Clock clock,
      LongSupplier nanos) {
    this.claims = claims;
    this.series = series;
    this.attempts = attempts;
    this.days = days;
    this.clock = clock;
    this.recent = new RecentCounts<>(maxAge, nanos);
  }

  /**
   * What was counted lately, or is being counted, or is counted now.
   *
   * @param rewardIds of the event; one that was added since the counting has no claims
   */
  Future<Tally> recent(String eventId, List<String> rewardIds) {
    return recent.recent(eventId, () -> count(eventId, rewardIds));
  }

  private Future<Tally> count(String eventId, List<String> rewardIds) {
    Tally counting = new Tally(Instants.now(clock));
    return countClaims(eventId, rewardIds, counting)
        .compose(counted -> countRefusals(eventId, counting))
        .map(counting);
  }

  private Future<Void> countClaims(String eventId, List<String> rewardIds, Tally tally) {
    return claims
        .oldest(eventId)
        .compose(
            oldest ->
                oldest == null
                    ? Future.succeededFuture()
                    : countDays(eventId, oldest, tally)
                        .compose(counted -> countRewards(rewardIds, tally)));
  }

  private Future<Void> countDays(String eventId, Instant oldest, Tally tally) {
    List<Instant> bounds = Step.DAY.bounds(oldest, end(), Integer.MAX_VALUE, days);
    return series
        .count(eventId, bounds)
        .onSuccess(
            counted -> counted.forEach((begin, counts) -> tally.add(days.dayOf(begin), counts)))
        .mapEmpty();
  }

  private Future<Void> countRewards(List<String> rewardIds, Tally tally) {
    return Future.all(
            rewardIds.stream()
                .map(id -> claims.ofReward(id).onSuccess(counts -> tally.add(id, counts)))
                .toList())
        .mapEmpty();
  }

  private Future<Void> countRefusals(String eventId, Tally tally) {
    Slices.Sizer sizer = (from, to, most) -> attempts.countUpTo(most, eventId, from, to);
    Slices.Reader reader = (from, to) -> attempts.countByCode(eventId, from, to).map(tally::add);
    return attempts
        .oldest(eventId)
        .compose(
            oldest ->
                oldest == null
                    ? Future.succeededFuture()
                    : new Slices(oldest, end(), sizer, reader).walk());
  }

  private Instant end() {
    return clock.instant().plus(AHEAD);
  }
}
