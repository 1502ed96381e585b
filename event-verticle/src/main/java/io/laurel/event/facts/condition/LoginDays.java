package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;

/** {@code LOGIN_DAYS}: on so many days, not necessarily in a row. */
record LoginDays(long target, String activity) implements Criterion {
  static final String DEFAULT_ACTIVITY = "LOGIN";

  static LoginDays of(Params params) {
    return new LoginDays(params.number("days"), params.text("activity", DEFAULT_ACTIVITY));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.of(activity));
  }

  @Override
  public long measure(Facts facts) {
    return facts.days(activity);
  }
}
