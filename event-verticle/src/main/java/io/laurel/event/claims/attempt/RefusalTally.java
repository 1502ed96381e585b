package io.laurel.event.claims.attempt;

import io.laurel.event.claims.attempt.RefusalHourStore.Slot;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.id.Ids;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts refusals by the hour, beside what is kept of each: in memory, and written a little later,
 * so that no claim waits for it. Belongs to one event loop.
 */
final class RefusalTally implements RefusalLog {
  private final RefusalLog kept;
  private final RefusalHourStore store;
  private final GameDays days;
  private final Ids ids;
  private Map<Slot, Long> counts = new HashMap<>();
  private @Nullable Batch unwritten;

  /** What was counted and may have been written or not; the token tells. */
  private record Batch(String token, Map<Slot, Long> counts) {}

  /**
   * One that has counted nothing.
   *
   * @param kept keeps each refusal
   */
  RefusalTally(RefusalLog kept, RefusalHourStore store, GameDays days, Ids ids) {
    this.kept = kept;
    this.store = store;
    this.days = days;
    this.ids = ids;
  }

  @Override
  public Future<Void> refused(Attempted what, Attempt attempt) {
    counts.merge(new Slot(what.eventId(), begin(attempt.at()), attempt.code()), 1L, Long::sum);
    return kept.refused(what, attempt);
  }

  /** An hour in which a day of the game begins is two, so that days are exact as well. */
  private Instant begin(Instant at) {
    Instant hour = at.truncatedTo(ChronoUnit.HOURS);
    Instant day = days.startOf(days.dayOf(at));
    return day.isAfter(hour) ? day : hour;
  }

  /** Writes what was counted since the last time; what could not be written is tried again. */
  Future<Void> write() {
    Batch batch = unwritten;
    if (batch == null) {
      if (counts.isEmpty()) {
        return Future.succeededFuture();
      }
      batch = new Batch(ids.next("ref"), counts);
      counts = new HashMap<>();
      unwritten = batch;
    }
    return store.add(batch.token(), batch.counts()).onSuccess(done -> unwritten = null);
  }

  /** Writes all of it. */
  Future<Void> end() {
    return write().compose(before -> write());
  }
}
