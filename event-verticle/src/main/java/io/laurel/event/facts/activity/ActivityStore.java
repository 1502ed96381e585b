package io.laurel.event.facts.activity;

import io.laurel.event.facts.activity.Fact.Place;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps activities, by user and day. */
public interface ActivityStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Counts each that was not counted before, in their order as far as there is room.
   *
   * @return what became of each, in their order
   */
  Future<List<Recorded>> record(List<Activity> activities);

  /** What is kept of what the reading names, in no order. */
  Future<List<Bucket>> read(Reading reading);

  /** The days of which the user has an activity of that type. */
  Future<Set<LocalDate>> days(String userId, String type);

  /** A user's facts: newest days first, of one day by type and subject backwards, none last. */
  Future<List<Fact>> facts(FactRange range, int limit);

  /**
   * Which facts of a user.
   *
   * @param from of this day or later; null for all
   * @param to before this day; null for all
   * @param after those that stand behind this one; null for all
   */
  record FactRange(
      String userId, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable Place after) {}
}
