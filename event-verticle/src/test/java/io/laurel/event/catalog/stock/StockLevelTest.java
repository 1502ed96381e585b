package io.laurel.event.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often it is counted what is left. */
final class StockLevelTest {
  private static final Duration MAX_AGE = Duration.ofSeconds(2);
  private static final StockConfig CONFIG = new StockConfig(500, Duration.ofSeconds(1), MAX_AGE);
  private static final Supply SUPPLY = new Supply("evt_1", "rwd_1", 100, false);

  private long nanos = Long.MAX_VALUE - 5;
  private final Queue<Promise<Integer>> asked = new ArrayDeque<>();
  private final Stock stock =
      new Stock(new FakeStock(100), new Slow(), CONFIG, () -> nanos, new Random(1));

  /** Counts when it is told to. */
  private final class Slow implements HeldSerials {
    @Override
    public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
      Promise<Integer> answer = Promise.promise();
      asked.add(answer);
      return answer.future();
    }

    @Override
    public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
      return Future.succeededFuture(Set.of());
    }
  }

  @Test
  void remaining_countedLately_isNotCountedAgain() {
    Future<Integer> first = stock.remaining(SUPPLY);
    asked.remove().complete(40);
    nanos += MAX_AGE.toNanos();

    assertThat(first.await()).isEqualTo(60);
    assertThat(stock.remaining(SUPPLY).await()).isEqualTo(60);
    nanos += 1;
    assertThat(stock.remaining(SUPPLY).isComplete()).isFalse();
    assertThat(asked).hasSize(1);
  }

  @Test
  void remaining_failed_nextCallCountsAgain() {
    Future<Integer> failing = stock.remaining(SUPPLY);
    asked.remove().fail("away");
    Future<Integer> again = stock.remaining(SUPPLY);
    asked.remove().complete(100);

    assertThat(failing.failed()).isTrue();
    assertThat(again.await()).isZero();
  }
}
