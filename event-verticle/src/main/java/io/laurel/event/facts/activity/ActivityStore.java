package io.laurel.event.facts.activity;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

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

  /**
   * What is kept of what the reading names, in no order: one bucket for each type and day, and one
   * besides for each subject of it that a source names.
   */
  Future<List<Bucket>> read(Reading reading);

  /** The days of which the user has an activity of that type. */
  Future<Set<LocalDate>> days(String userId, String type);
}
