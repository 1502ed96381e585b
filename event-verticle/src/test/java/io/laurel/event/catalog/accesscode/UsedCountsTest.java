package io.laurel.event.catalog.accesscode;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How old {@code used} may be. */
final class UsedCountsTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(5);
  private static final CodeBatch BATCH =
      new CodeBatch("bat_1", "evt_1", null, null, 10, 10, 1, NOW, "usr_olga", null);

  private long now;
  private Future<Integer> truth = Future.succeededFuture(1);
  private final UsedCounts counts = new UsedCounts(MAX_AGE, () -> now);

  private int counted() {
    return counts.of(BATCH).await();
  }

  @Test
  void of_olderThanItMayBe_countedAnew() {
    counts.countIn((eventId, batchId) -> truth);
    assertThat(counted()).isEqualTo(1);
    truth = Future.succeededFuture(2);

    now = MAX_AGE.toNanos();
    assertThat(counted()).isEqualTo(1);
    now++;
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void of_countFailed_nextOneCountsAgain() {
    counts.countIn((eventId, batchId) -> truth);
    truth = Failure.unavailable("Away.", Duration.ofSeconds(1)).asFuture();
    assertThatThrownBy(this::counted).isInstanceOf(Failure.class);
    truth = Future.succeededFuture(2);

    assertThat(counted()).isEqualTo(2);
  }
}
