package io.laurel.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final AtomicLong now = new AtomicLong();
  private final Turns turns = new Turns(1, 2, now::get);
  private final List<String> order = new ArrayList<>();

  @Test
  void take_sameKey_oneAfterTheOther() {
    Promise<Void> first = Promise.promise();
    turns.take("a", () -> begin("first", first.future()));
    Future<Void> second = turns.take("a", () -> begin("second", Future.succeededFuture()));
    assertThat(order).containsExactly("first");

    first.complete();

    assertThat(order).containsExactly("first", "second");
    assertThat(second.succeeded()).isTrue();
  }

  @Test
  void take_otherKey_atOnce() {
    turns.take("a", () -> begin("first", Promise.<Void>promise().future()));

    turns.take("b", () -> begin("second", Future.succeededFuture()));

    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void take_wide_soManyAtOnce() {
    Turns wide = new Turns(2, 2, now::get);
    Promise<Void> first = Promise.promise();
    wide.take("a", () -> begin("first", first.future()));
    wide.take("a", () -> begin("second", Promise.<Void>promise().future()));
    wide.take("a", () -> begin("third", Future.succeededFuture()));
    assertThat(order).containsExactly("first", "second");

    first.complete();

    assertThat(order).containsExactly("first", "second", "third");
  }

  @Test
  void take_failedOrThrew_nextHasItsTurn() {
    Future<Void> thrown =
        turns.take(
            "a",
            () -> {
              throw new IllegalStateException("thrown");
            });
    Future<Void> failed =
        turns.take("a", () -> Future.failedFuture(new IllegalStateException("failed")));

    turns.take("a", () -> begin("third", Future.succeededFuture()));

    assertThatThrownBy(thrown::await).hasMessage("thrown");
    assertThatThrownBy(failed::await).hasMessage("failed");
    assertThat(order).containsExactly("third");
  }

  @Test
  void take_tooMany_unavailableAtOnceAndRoomAgainLater() {
    Promise<Void> first = Promise.promise();
    turns.take("a", () -> begin("first", first.future()));
    turns.take("a", () -> begin("second", Future.succeededFuture()));
    turns.take("a", () -> begin("third", Future.succeededFuture()));

    Future<Void> fourth = turns.take("a", () -> begin("fourth", Future.succeededFuture()));

    assertThat(Failure.of(fourth.cause()).code()).isEqualTo("unavailable");
    first.complete();
    turns.take("a", () -> begin("fifth", Future.succeededFuture()));
    assertThat(order).containsExactly("first", "second", "third", "fifth");
  }

  @Test
  void take_turnComesTooLate_unavailableAndTheNextWillingOneGoes() {
    Promise<Void> first = Promise.promise();
    turns.take("a", () -> begin("first", first.future()));
    Future<Void> late =
        turns.take("a", Duration.ofSeconds(1), () -> begin("late", Future.succeededFuture()));
    Future<Void> willing = turns.take("a", () -> begin("willing", Future.succeededFuture()));
    now.addAndGet(Duration.ofSeconds(1).toNanos() + 1);

    first.complete();

    assertThat(Failure.of(late.cause()).code()).isEqualTo("unavailable");
    assertThat(willing.succeeded()).isTrue();
    assertThat(order).containsExactly("first", "willing");
  }

  private Future<Void> begin(String name, Future<Void> end) {
    order.add(name);
    return end;
  }
}
