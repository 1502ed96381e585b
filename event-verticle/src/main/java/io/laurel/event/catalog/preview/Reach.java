package io.laurel.event.catalog.preview;

import io.laurel.event.facts.activity.Imagined;
import io.laurel.event.facts.activity.Window;
import io.laurel.event.facts.condition.Conditions;
import io.laurel.event.facts.condition.Criteria;
import io.laurel.event.facts.gameday.GameDays;
import io.vertx.core.Future;
import java.util.List;

/** Whether anybody at all can do what conditions ask for. */
final class Reach {
  private final Criteria criteria;
  private final GameDays days;
  private final int maxSubjects;

  /**
   * By those rules.
   *
   * @param maxSubjects subjects of one user, type and day, at most
   */
  Reach(Criteria criteria, GameDays days, int maxSubjects) {
    this.criteria = criteria;
    this.days = days;
    this.maxSubjects = maxSubjects;
  }

  /**
   * The places of those of the conditions that keep everybody out: none of them where one that can
   * be met is enough.
   */
  Future<List<Integer>> beyond(Conditions conditions, Window window) {
    Imagined imagined = new Imagined(window, days, maxSubjects);
    return criteria
        .yardstick(conditions)
        .map(yardstick -> yardstick.unmetInAll(conditions, imagined.cases()));
  }
}
