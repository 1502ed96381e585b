package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ACTIVITY_SUM}: amounts that add up to it, of any type. */
record ActivitySum(long target, String activity, @Nullable String subject) implements Criterion {
  static ActivitySum of(Params params) {
    return new ActivitySum(
        params.number("target"), params.text("activity"), params.textOrNull("subject"));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.of(activity, subject));
  }

  @Override
  public long measure(Facts facts) {
    return facts.sum(activity, subject);
  }
}
