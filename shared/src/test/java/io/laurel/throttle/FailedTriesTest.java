package io.laurel.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.throttle.FailedTries.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FailedTriesTest {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00Z");
  private static final BackoffRule RULE =
      new BackoffRule(5, Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofMinutes(15));

  @Test
  void judge_fiveFree_sixthWaitsASecond() {
    FailedTries attempts = failed(5, NOW);

    Admission sixth = attempts.judge("a6", RULE, NOW);

    assertThat(sixth.delay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(sixth.after().retryAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(sixth.after().marks()).hasSize(5);
  }

  @Test
  void judge_sixthMuchLater_stillWaits() {
    Instant later = NOW.plus(Duration.ofHours(5));

    assertThat(failed(5, NOW).judge("a6", RULE, later).delay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void judge_waiting_tellsWhatIsLeftAndWritesNothing() {
    FailedTries waiting = failed(5, NOW).judge("a6", RULE, NOW).after();

    Admission early = waiting.judge("a7", RULE, NOW.plusMillis(400));

    assertThat(early.delay()).isEqualTo(Duration.ofMillis(600));
    assertThat(early.after()).isEqualTo(waiting);
  }

  @Test
  void judge_eachAfterItsWait_waitsDoubleUpTo900() {
    FailedTries attempts = failed(5, NOW);
    Instant now = NOW;
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      Admission refused = attempts.judge("x" + i, RULE, now);
      waits.add(refused.delay().toSeconds());
      attempts = refused.after();
      now = now.plus(refused.delay());
      Admission letIn = attempts.judge("y" + i, RULE, now);
      assertThat(letIn.isLetIn()).isTrue();
      attempts = letIn.after();
    }

    assertThat(waits)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L, 900L, 900L, 900L);
    assertThat(attempts.marks()).hasSize(5);
  }

  @Test
  void judge_failuresOlderThanTheWindow_forgotten() {
    FailedTries attempts = failed(5, NOW).judge("a6", RULE, NOW).after();
    Instant nextDay = NOW.plus(Duration.ofDays(1));

    assertThat(attempts.judge("a7", RULE, nextDay.minusMillis(1)).after().waited()).isEqualTo(1);
    assertThat(attempts.judge("a7", RULE, nextDay).after())
        .isEqualTo(FailedTries.NONE.judge("a7", RULE, nextDay).after());
  }

  @Test
  void judge_sameKey_countsOnce() {
    FailedTries attempts = FailedTries.NONE;
    for (int i = 0; i < 100; i++) {
      attempts = attempts.judge("usr_1", RULE, NOW.plusSeconds(i)).after();
    }

    assertThat(attempts.marks()).hasSize(1);
    assertThat(attempts.marks().get(0).at()).isEqualTo(NOW.plusSeconds(99));
  }

  @Test
  void without_free_asIfItHadNotBeen() {
    FailedTries attempts = failed(4, NOW);

    assertThat(attempts.judge("a5", RULE, NOW).after().without("a5", NOW)).isEqualTo(attempts);
  }

  @Test
  void without_hadWaited_nextNeedNotWaitButNothingIsFree() {
    FailedTries waiting = failed(5, NOW).judge("a6", RULE, NOW).after();
    Instant later = NOW.plusSeconds(1);

    FailedTries undone = waiting.judge("a7", RULE, later).after().without("a7", later);

    assertThat(undone.judge("a8", RULE, later).after().waited()).isEqualTo(1);
    assertThat(undone.judge("a8", RULE, later).isLetIn()).isTrue();
  }

  @Test
  void succeeded_free_unmarked() {
    FailedTries attempts = failed(4, NOW);

    assertThat(attempts.judge("a5", RULE, NOW).after().succeeded("a5")).isEqualTo(attempts);
  }

  @Test
  void succeeded_hadWaited_staysCounted() {
    FailedTries waiting = failed(5, NOW).judge("a6", RULE, NOW).after();
    FailedTries letIn = waiting.judge("a7", RULE, NOW.plusSeconds(1)).after();

    assertThat(letIn.succeeded("a7")).isEqualTo(letIn);
  }

  @Test
  void expiresAt_lastFailureOrWait_whicheverIsLater() {
    assertThat(failed(3, NOW).expiresAt(RULE)).isEqualTo(NOW.plus(Duration.ofDays(1)));
    BackoffRule forgetful =
        new BackoffRule(1, Duration.ofSeconds(1), Duration.ofSeconds(60), RULE.maxWait());
    FailedTries waiting = failed(1, NOW).judge("a", forgetful, NOW).after();
    assertThat(waiting.expiresAt(forgetful)).isEqualTo(NOW.plusSeconds(60));
  }

  private static FailedTries failed(int times, Instant at) {
    FailedTries attempts = FailedTries.NONE;
    for (int i = 0; i < times; i++) {
      Admission admission = attempts.judge("f" + i, RULE, at);
      assertThat(admission.isLetIn()).isTrue();
      attempts = admission.after();
    }
    return attempts;
  }
}
