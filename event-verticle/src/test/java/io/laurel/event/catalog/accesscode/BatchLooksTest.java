package io.laurel.event.catalog.accesscode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.failure.Failure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BatchLooksTest {
  private final InMemoryCodeBatchStore batches = new InMemoryCodeBatchStore();
  private final BatchLooks looks = new BatchLooks(batches, Duration.ofSeconds(1), () -> 0);

  @Test
  void isVoid_lookFailed_nextOneLooksAgain() {
    batches.failNextFind(Failure.unavailable("Away.", Duration.ofSeconds(1)));
    assertThatThrownBy(looks.isVoid("bat_1")::await).isInstanceOf(Failure.class);

    assertThat(looks.isVoid("bat_1").await()).isFalse();
  }
}
