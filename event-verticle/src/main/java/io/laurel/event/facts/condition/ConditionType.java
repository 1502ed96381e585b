package io.laurel.event.facts.condition;

import org.jspecify.annotations.Nullable;

/** The types of conditions, each with the class that knows it. */
enum ConditionType {
  LOGIN_DAYS,
  LOGIN_STREAK,
  INVITE_FRIENDS,
  LEVEL_REACHED,
  QUEST_COMPLETED,
  ACTIVITY_COUNT,
  ACTIVITY_SUM,
  ACTIVITY_MAX,
  EXPRESSION;

  /** What a condition of this type asks; of no use, or null, where its parameters have faults. */
  @Nullable Criterion read(Params params, Expressions expressions) {
    Criterion criterion =
        switch (this) {
          case LOGIN_DAYS -> LoginDays.of(params);
          case LOGIN_STREAK -> LoginStreak.of(params);
          case INVITE_FRIENDS -> InviteFriends.of(params);
          case LEVEL_REACHED -> LevelReached.of(params);
          case QUEST_COMPLETED -> QuestCompleted.of(params);
          case ACTIVITY_COUNT -> ActivityCount.of(params);
          case ACTIVITY_SUM -> ActivitySum.of(params);
          case ACTIVITY_MAX -> ActivityMax.of(params);
          case EXPRESSION -> Expression.of(params, expressions);
        };
    params.end(this);
    return criterion;
  }
}
