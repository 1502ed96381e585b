package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;

/** {@code LEVEL_REACHED}: ever, also before the event began. */
record LevelReached(long target) implements Criterion {
  private static final String LEVEL = "LEVEL";

  static LevelReached of(Params params) {
    return new LevelReached(params.number("level"));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.ever(LEVEL));
  }

  @Override
  public long measure(Facts facts) {
    return facts.highestEver(LEVEL);
  }
}
