package io.laurel.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FailureTest {
  @Test
  void of_foreignException_saysNothingOfIt() {
    Failure failure = Failure.of(new IllegalStateException("secret"));
    assertThat(failure.toProblem("req_1").encode()).contains("internal").doesNotContain("secret");
  }

  @Test
  void of_failure_isItself() {
    Failure failure = Failure.notFound();
    assertThat(Failure.of(failure)).isSameAs(failure);
  }

  @Test
  void tooManyAttempts_partOfASecond_roundedUp() {
    assertThat(Failure.tooManyAttempts(Duration.ofMillis(1)).retryAfter())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(Failure.tooManyAttempts(Duration.ofSeconds(2)).retryAfter())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(Failure.tooManyAttempts(Duration.ofMillis(2001)).toProblem("req"))
        .contains(Map.entry("status", 429), Map.entry("code", "too-many-attempts"))
        .contains(Map.entry("retryAfter", 3L));
  }
}
