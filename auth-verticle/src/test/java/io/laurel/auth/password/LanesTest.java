package io.laurel.auth.password;

import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.password.PasswordConfig.Queues;
import io.laurel.auth.password.Seat.Lane;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LanesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final Vertx vertx = Vertx.vertx();
  private final List<String> begun = new ArrayList<>();
  private final Lanes lanes = lanes(new Queues(4, 3, 2), LONG);

  private Lanes lanes(Queues queues, Duration maxWait) {
    return new Lanes(vertx, new PasswordConfig(1, queues, maxWait, 14));
  }

  private Future<Void> enter(Lane lane, String owner) {
    return lanes.enter(new Seat(lane, owner)).onSuccess(begins -> begun.add(lane + " " + owner));
  }

  private void leave(int times) {
    for (int i = 0; i < times; i++) {
      lanes.leave();
    }
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void enter_knownDeviceBehindFloods_next() {
    enter(Lane.OPENING, "a").await();
    enter(Lane.OPENING, "a");
    enter(Lane.OPENING, "a");
    enter(Lane.STRANGER, "a");
    enter(Lane.STRANGER, "b");
    enter(Lane.KNOWN, "a");

    leave(1);

    assertThat(begun).containsExactly("OPENING a", "KNOWN a");
  }

  /** Sec-05: a lane that is full takes no place of another one. */
  @Test
  void enter_otherLanesFull_aPlaceInItsOwn() {
    enter(Lane.OPENING, "first").await();
    for (int i = 0; i < 10; i++) {
      enter(Lane.OPENING, "flood" + i);
      enter(Lane.STRANGER, "flood" + i);
    }

    Future<Void> known = enter(Lane.KNOWN, "flood1");

    assertThat(known.failed()).isFalse();
    leave(1);
    assertThat(known.succeeded()).isTrue();
  }

  @Test
  void leave_strangersAndOpenings_inTurnAndOwnersInTurn() {
    enter(Lane.OPENING, "first").await();
    enter(Lane.OPENING, "many");
    enter(Lane.OPENING, "many");
    enter(Lane.OPENING, "one");
    enter(Lane.STRANGER, "many");
    enter(Lane.STRANGER, "many");
    enter(Lane.STRANGER, "one");

    leave(6);

    assertThat(begun.subList(1, 7))
        .containsExactly(
            "OPENING many",
            "STRANGER many",
            "OPENING one",
            "STRANGER one",
            "OPENING many",
            "STRANGER many");
  }

  @Test
  void leave_manyKnownDevices_othersOneTurnInFour() {
    enter(Lane.OPENING, "first").await();
    for (String owner : List.of("a", "b", "c", "d")) {
      enter(Lane.KNOWN, owner);
    }
    enter(Lane.OPENING, "x");

    leave(5);

    assertThat(begun.subList(1, 6))
        .containsExactly("KNOWN a", "KNOWN b", "KNOWN c", "OPENING x", "KNOWN d");
  }

  @ParameterizedTest
  @EnumSource
  void enter_moreOfOneOwnerThanMayWait_refusedAtOnceAndOthersNot(Lane lane) {
    enter(Lane.OPENING, "first").await();
    enter(lane, "many");
    enter(lane, "many");

    Future<Void> third = enter(lane, "many");
    Future<Void> other = enter(lane, "one");

    assertThat(failureOf(third).code()).isEqualTo("unavailable");
    assertThat(failureOf(third).retryAfter()).isNotNull();
    assertThat(other.isComplete()).isFalse();
  }

  @Test
  void enter_nobodyLeaves_refusedWhenItHasWaitedAsLongAsItMay() {
    Lanes impatient = lanes(new Queues(4, 3, 2), Duration.ofMillis(1));
    Seat seat = new Seat(Lane.OPENING, "a");
    impatient.enter(seat).await();

    Future<Void> waits = impatient.enter(seat);

    assertThat(failureOf(waits).code()).isEqualTo("unavailable");
    impatient.leave();
    assertThat(impatient.enter(seat).succeeded()).as("the worker is free").isTrue();
  }

  @Test
  void leave_nobodyWaits_workerIsFree() {
    enter(Lane.KNOWN, "a").await();
    leave(1);

    assertThat(enter(Lane.STRANGER, "b").succeeded()).isTrue();
    assertThat(enter(Lane.STRANGER, "c").isComplete()).isFalse();
  }
}
