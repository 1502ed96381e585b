package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private static String codeOf(Runnable asked) {
    return catchThrowableOfType(Failure.class, asked::run).code();
  }

  @Test
  void passed_nothingIsLeft() {
    Deadline passed = Deadline.in(Duration.ZERO);

    assertThat(codeOf(passed::mustBeAhead)).isEqualTo("deadline-exceeded");
    assertThat(codeOf(passed::left)).isEqualTo("deadline-exceeded");
    assertThat(passed.left(HOUR)).isLessThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void ahead_whatIsLeftOfIt() {
    Deadline ahead = Deadline.in(Duration.ofMinutes(1));

    ahead.mustBeAhead();
    assertThat(ahead.left()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
    assertThat(ahead.left(HOUR)).isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(ahead.left(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
  }

  @Test
  void none_doesNotPass() {
    Future<Void> work = Promise.<Void>promise().future();

    Deadline.NONE.mustBeAhead();
    assertThat(Deadline.NONE.left(HOUR)).isEqualTo(HOUR);
    assertThat(Deadline.NONE.of(work)).isSameAs(work);
    assertThatThrownBy(Deadline.NONE::left).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void of_whatDoesNotCome_deadlineExceeded() {
    Future<Void> never = Deadline.in(Duration.ofMillis(20)).of(Promise.<Void>promise().future());

    assertThat(codeOf(never::await)).isEqualTo("deadline-exceeded");
  }
}
