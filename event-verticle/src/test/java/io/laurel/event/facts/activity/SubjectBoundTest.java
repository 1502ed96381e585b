package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.Activities.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.facts.activity.SubjectBound.Look;
import io.laurel.event.facts.activity.SubjectBound.Turn;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bound of 80, of which 10 go in unseen. */
final class SubjectBoundTest {
  private static final int MAX = 80;

  private final SubjectBound bound = new SubjectBound(MAX, 64, 4);

  private static SubjectDay day(int user) {
    return new SubjectDay("usr_" + user, "QUEST", DAY);
  }

  private static Set<String> subjects(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "q" + i).collect(Collectors.toSet());
  }

  private Look openOne(int user, int subject) {
    Turn turn = bound.enter(day(user), subjects(subject, subject + 1));
    bound.leave(turn, 1);
    return turn.look();
  }

  @Test
  void enter_anEighthOpened_looks() {
    for (int i = 0; i < MAX / SubjectBound.SHARE; i++) {
      assertThat(openOne(1, i)).isEqualTo(Look.NONE);
    }
    assertThat(openOne(1, 10)).isEqualTo(Look.DAY);
  }

  /** However few days are remembered: with these, 40 days that share 4 rooms and 64 places. */
  @Test
  void enter_manyDaysInTurn_noneOpensMoreThanAnEighthUnseen() {
    SubjectBound narrow = new SubjectBound(MAX, 1 << 20, 1);
    for (int i = 0; i < 30; i++) {
      for (int user = 0; user < 40; user++) {
        Turn turn = narrow.enter(day(user), subjects(i, i + 1));
        assertThat(turn.look()).isEqualTo(i < 10 ? Look.NONE : Look.DAY);
        narrow.leave(turn, 1);
      }
    }
  }

  @Test
  void enter_moreThanTheEighthAtOnce_looks() {
    assertThat(bound.enter(day(1), subjects(0, 10)).look()).isEqualTo(Look.NONE);
    assertThat(bound.enter(day(2), subjects(0, 11)).look()).isEqualTo(Look.DAY);
  }

  @Test
  void seen_otherBatchUnderWay_itsSubjectsTakeRoom() {
    Turn one = bound.enter(day(1), subjects(0, 11));
    Turn other = bound.enter(day(1), subjects(20, 31));
    Set<String> there = subjects(100, 165);

    assertThat(bound.seen(one, List.of("q1", "q2", "q3"), there)).isEmpty();
    bound.leave(one, 3);
    // This look was too early to see what the other batch wrote.
    assertThat(bound.seen(other, List.copyOf(subjects(20, 40)), there)).hasSize(8);
  }

  @Test
  void seen_subjectOfABatchUnderWay_countedOnce() {
    Turn one = bound.enter(day(1), subjects(0, 11));
    Turn other = bound.enter(day(1), subjects(0, 11));
    Set<String> there = subjects(100, 179);

    assertThat(bound.seen(one, List.of("q1"), there)).isEmpty();
    assertThat(bound.seen(other, List.of("q1", "q2"), there)).containsExactly("q2");
  }

  @Test
  void leave_lookedIntoMeanwhile_nothingGivenBackTwice() {
    Turn first = bound.enter(day(1), subjects(0, 11));
    bound.seen(first, List.of(), Set.of());
    Turn slow = bound.enter(day(1), subjects(0, 5));
    Turn looking = bound.enter(day(1), subjects(5, 11));
    bound.seen(looking, List.of(), subjects(100, 170));
    assertThat(slow.look()).isEqualTo(Look.NONE);

    bound.leave(slow, 0);

    assertThat(bound.enter(day(1), subjects(5, 11)).look()).isEqualTo(Look.DAY);
  }
}
