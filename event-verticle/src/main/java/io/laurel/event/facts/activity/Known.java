package io.laurel.event.facts.activity;

import io.laurel.event.facts.activity.ActivityService.Question;
import io.laurel.event.facts.gameday.GameDays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was read of a user for several questions at once, by type: most ask for few. */
final class Known {
  private final String userId;
  private final Map<String, List<Bucket>> byType;
  private final GameDays days;

  Known(String userId, List<Bucket> buckets, GameDays days) {
    this.userId = userId;
    this.byType = buckets.stream().collect(Collectors.groupingBy(Bucket::type));
    this.days = days;
  }

  /** What is known of what one of them asks. */
  Facts answer(Question question) {
    if (question.sources().isEmpty()) {
      return Facts.none();
    }
    Reading own = Reading.of(userId, question.sources(), question.window(), days);
    List<Bucket> asked =
        question.sources().stream()
            .map(Source::type)
            .distinct()
            .flatMap(type -> byType.getOrDefault(type, List.of()).stream())
            .filter(own::reads)
            .toList();
    return Facts.of(asked, own, question.window(), days);
  }
}
