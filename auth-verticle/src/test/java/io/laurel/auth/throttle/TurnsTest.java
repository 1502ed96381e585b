package io.laurel.auth.throttle;

import static io.laurel.auth.Failures.codeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final Turns turns = new Turns(1, 2);
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
    Turns wide = new Turns(2, 2);
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

    assertThat(codeOf(fourth)).isEqualTo("unavailable");
    first.complete();
    turns.take("a", () -> begin("fifth", Future.succeededFuture()));
    assertThat(order).containsExactly("first", "second", "third", "fifth");
  }

  private Future<Void> begin(String name, Future<Void> end) {
    order.add(name);
    return end;
  }
}
