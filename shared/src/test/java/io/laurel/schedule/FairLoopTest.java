package io.laurel.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FairLoopTest {
  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final List<Object> seen = new ArrayList<>();
  private long now;
  private final FairLoop fair = new FairLoop(vertx, () -> now);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private <R> Future<List<R>> each(List<Integer> items, Function<Integer, R> work) {
    Promise<List<R>> done = Promise.promise();
    loop.runOnContext(
        run -> {
          fair.each(items, work).onComplete(done);
          loop.runOnContext(other -> seen.add("other"));
        });
    return done.future();
  }

  private Function<Integer, Integer> taking(long millis) {
    return item -> {
      now += millis * 1_000_000;
      seen.add(item);
      return -item;
    };
  }

  @Test
  void each_quick_allInOneTurn() {
    List<Integer> items = IntStream.range(0, 100).boxed().toList();

    List<Integer> done = each(items, taking(0)).await();

    assertThat(done).containsExactlyElementsOf(items.stream().map(item -> -item).toList());
    assertThat(seen.subList(0, 100)).containsExactlyElementsOf(items);
  }

  @Test
  void each_slow_othersHaveTheirTurn() {
    List<Integer> done = each(List.of(1, 2, 3), taking(5)).await();

    assertThat(done).containsExactly(-1, -2, -3);
    assertThat(seen.indexOf("other")).isBetween(1, 2);
  }

  @Test
  void each_nothing_nothing() {
    assertThat(each(List.of(), taking(5)).await()).isEmpty();
  }

  @Test
  void each_workThatThrows_fails() {
    assertThatThrownBy(
            () ->
                each(
                        List.of(1),
                        item -> {
                          throw new IllegalStateException("a fault");
                        })
                    .await())
        .isInstanceOf(IllegalStateException.class);
  }
}
