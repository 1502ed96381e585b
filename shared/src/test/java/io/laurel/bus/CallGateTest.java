package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallGateTest {
  private static final Duration OPEN = Duration.ofSeconds(1);

  private final AtomicLong now = new AtomicLong(42);
  private final CallGate gate = new CallGate(new CallConfig(1, 2, 3, OPEN), now::get);

  private String refusal() {
    Failure failure = catchThrowableOfType(Failure.class, gate::enter);
    assertThat(failure).as("refused").isNotNull();
    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    return failure.code();
  }

  private void unansweredTimes(int times) {
    for (int i = 0; i < times; i++) {
      gate.enter();
      gate.unanswered();
    }
  }

  @Test
  void enter_asManyAsItTakes_oneMoreIsRefusedUntilOneLeaves() {
    gate.enter();
    gate.enter();

    assertThat(refusal()).isEqualTo("overloaded");
    gate.answered();
    gate.enter();
    assertThat(refusal()).isEqualTo("overloaded");
    gate.unasked();
    assertThatCode(gate::enter).doesNotThrowAnyException();
  }

  @Test
  void enter_someInARowUnanswered_refusedAtOnce() {
    unansweredTimes(3);

    assertThat(refusal()).isEqualTo("unavailable");
  }

  @Test
  void enter_answeredInBetween_passes() {
    unansweredTimes(2);
    gate.enter();
    gate.answered();
    unansweredTimes(2);

    assertThatCode(gate::enter).doesNotThrowAnyException();
  }

  @Test
  void enter_afterAWhile_oneTries() {
    unansweredTimes(3);
    now.addAndGet(OPEN.toNanos());

    gate.enter();
    assertThat(refusal()).isEqualTo("unavailable");
  }

  @Test
  void enter_theOneWasAnswered_allPass() {
    unansweredTimes(3);
    now.addAndGet(OPEN.toNanos());
    gate.enter();
    gate.answered();

    gate.enter();
    assertThatCode(gate::enter).doesNotThrowAnyException();
  }

  @Test
  void enter_theOneWasNot_waitsAgain() {
    unansweredTimes(3);
    now.addAndGet(OPEN.toNanos());
    gate.enter();
    now.addAndGet(OPEN.toNanos() / 2);
    gate.unanswered();

    now.addAndGet(OPEN.toNanos() / 2);
    assertThat(refusal()).isEqualTo("unavailable");
    now.addAndGet(OPEN.toNanos() / 2);
    assertThatCode(gate::enter).doesNotThrowAnyException();
  }

  private static void enterTimes(CallGate gate, int times) {
    for (int i = 0; i < times; i++) {
      gate.enter();
    }
  }

  /** How many may enter now; all of them leave again, unasked. */
  private static int room(CallGate gate) {
    int entered = 0;
    try {
      while (entered < 10_000) {
        gate.enter();
        entered++;
      }
    } catch (Failure full) {
      assertThat(full.code()).isEqualTo("overloaded");
    }
    for (int i = 0; i < entered; i++) {
      gate.unasked();
    }
    return entered;
  }

  private CallGate wide() {
    return new CallGate(new CallConfig(4, 1_000, 1_000_000, OPEN), now::get);
  }

  @Test
  void enter_oneTooLate_halfOfThoseUnderWay_onceInAWhile() {
    CallGate wide = wide();
    enterTimes(wide, 100);
    for (int i = 0; i < 100; i++) {
      wide.unanswered();
    }

    assertThat(room(wide)).isEqualTo(50);

    enterTimes(wide, 50);
    now.addAndGet(OPEN.toNanos());
    for (int i = 0; i < 50; i++) {
      wide.unanswered();
    }

    assertThat(room(wide)).isEqualTo(25);
  }

  @Test
  void enter_allTooLate_neverFewerThanTheFewest() {
    CallGate wide = wide();
    for (int i = 0; i < 20; i++) {
      now.addAndGet(OPEN.toNanos());
      wide.enter();
      wide.unanswered();
    }

    assertThat(room(wide)).isEqualTo(4);
  }

  @Test
  void enter_answeredAgain_moreForAsManyAnswers_upToTheMost() {
    CallGate wide = wide();
    wide.enter();
    wide.unanswered();
    for (int i = 0; i < 4 + 5; i++) {
      wide.enter();
      wide.answered();
    }

    assertThat(room(wide)).isEqualTo(6);

    for (int i = 0; i < 1_000_000; i++) {
      wide.enter();
      wide.answered();
    }

    assertThat(room(wide)).isEqualTo(1_000);
  }
}
