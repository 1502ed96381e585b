package io.laurel.event.facts.condition;

import io.laurel.event.facts.activity.Facts;
import io.laurel.event.facts.activity.Source;
import java.util.Set;

/** {@code QUEST_COMPLETED}: that one, once, in the window. */
record QuestCompleted(String questId) implements Criterion {
  private static final String QUEST = "QUEST";

  static QuestCompleted of(Params params) {
    return new QuestCompleted(params.text("questId"));
  }

  @Override
  public Set<Source> sources() {
    return Set.of(Source.of(QUEST, questId));
  }

  @Override
  public long target() {
    return 1;
  }

  @Override
  public long measure(Facts facts) {
    return Math.min(1, facts.count(QUEST, questId));
  }
}
