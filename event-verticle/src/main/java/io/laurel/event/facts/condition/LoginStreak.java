package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;

/** {@code LOGIN_STREAK}: on so many days in a row, somewhere in the window. */
record LoginStreak(long target, String activity) implements Criterion {
  static LoginStreak of(Params params) {
    return new LoginStreak(
        params.number("days"), params.text("activity", LoginDays.DEFAULT_ACTIVITY));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.of(activity));
  }

  @Override
  public long measure(Facts facts) {
    return facts.longestStreak(activity);
  }
}
