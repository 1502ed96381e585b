package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ACTIVITY_MAX}: one of that amount, of any type. */
record ActivityMax(long target, String activity, @Nullable String subject) implements Criterion {
  static ActivityMax of(Params params) {
    return new ActivityMax(
        params.number("target"), params.text("activity"), params.textOrNull("subject"));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.of(activity, subject));
  }

  @Override
  public long measure(Facts facts) {
    return facts.max(activity, subject);
  }
}
