package io.laurel.auth.password;

import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.failure.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Passwords passwords =
      Passwords.open(
              vertx,
              new PasswordConfig(1, PasswordConfig.Queues.ofEach(2), Duration.ofSeconds(60), 14))
          .await();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void verify_itsHash_true() {
    String hash = passwords.hash("correct-horse-battery", Seat.OWN).await();

    assertThat(passwords.verify("correct-horse-battery", hash, Seat.OWN).await()).isTrue();
    assertThat(passwords.verify("something else", hash, Seat.OWN).await()).isFalse();
  }

  @Test
  void verify_nobody_falseAfterAsMuchWork() {
    String hash = passwords.hash("correct-horse-battery", Seat.OWN).await();
    long known = Long.MAX_VALUE;
    long unknown = Long.MAX_VALUE;
    // In turns, so that whatever else the machine does meets both.
    for (int i = 0; i < 7; i++) {
      known = Math.min(known, nanosOf(hash));
      unknown = Math.min(unknown, nanosOf(null));
    }

    assertThat(passwords.verify("correct-horse-battery", null, Seat.OWN).await()).isFalse();
    // Without the hash it takes a thousandth.
    assertThat((double) unknown / known).isGreaterThan(0.25);
  }

  @Test
  void work_moreThanMayWait_refusedAtOnce() {
    CountDownLatch release = new CountDownLatch(1);
    Future<Boolean> running = passwords.work(Seat.OWN, () -> await(release));
    Future<Boolean> waiting = passwords.work(Seat.OWN, () -> true);
    Future<Boolean> waitingToo = passwords.work(Seat.OWN, () -> true);

    Future<Boolean> tooMany = passwords.verify("correct-horse-battery", null, Seat.OWN);

    boolean atOnce = tooMany.isComplete();
    release.countDown();
    assertThat(atOnce).isTrue();
    Failure refusal = failureOf(tooMany);
    assertThat(refusal.code()).isEqualTo("unavailable");
    assertThat(refusal.retryAfter()).isNotNull();
    assertThat(Future.all(running, waiting, waitingToo).await().succeeded()).isTrue();
    assertThat(passwords.work(Seat.OWN, () -> true).await()).isTrue();
  }

  @Test
  void work_waitedTooLong_refusedAndNotDone() {
    Passwords impatient =
        Passwords.open(
                vertx,
                new PasswordConfig(1, PasswordConfig.Queues.ofEach(2), Duration.ofMillis(1), 14))
            .await();
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    Future<Boolean> running = passwords.work(Seat.OWN, () -> await(release));
    Future<Boolean> waiting = impatient.work(Seat.OWN, () -> done.getAndSet(true));
    vertx.timer(10).await();

    release.countDown();

    assertThat(failureOf(waiting).code()).isEqualTo("unavailable");
    assertThat(done).isFalse();
    assertThat(running.await()).isTrue();
  }

  @Test
  void work_waitsAndIsRefused_metricsTell() {
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    Passwords measured =
        new Passwords(
            vertx,
            new PasswordConfig(1, PasswordConfig.Queues.ofEach(2), Duration.ofSeconds(60), 14),
            metrics);
    CountDownLatch release = new CountDownLatch(1);
    Future<Boolean> running = measured.work(Seat.OWN, () -> await(release));
    Future<Boolean> waiting = measured.work(Seat.OWN, () -> true);
    Future<Boolean> waitingToo = measured.work(Seat.OWN, () -> true);

    assertThat(failureOf(measured.work(Seat.OWN, () -> true)).code()).isEqualTo("unavailable");
    double waited = metrics.get("laurel_password_queue").tag("lane", "opening").gauge().value();
    double busy = metrics.get("laurel_password_threads_busy").gauge().value();
    release.countDown();
    Future.all(running, waiting, waitingToo).await();

    assertThat(waited).isEqualTo(2);
    assertThat(busy).isOne();
    assertThat(metrics.get("laurel_password_refused").tag("lane", "opening").counter().count())
        .isOne();
    assertThat(metrics.get("laurel_password_hash_duration").timer().count()).isEqualTo(3);
    assertThat(metrics.get("laurel_password_wait_duration").timer().count()).isEqualTo(3);
  }

  @Test
  void work_thatFailed_leavesItsPlace() {
    for (int i = 0; i < 10; i++) {
      Future<Boolean> unreadable = passwords.verify("correct-horse-battery", "no hash", Seat.OWN);

      assertThatThrownBy(unreadable::await).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static boolean await(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return true;
  }

  private long nanosOf(String stored) {
    long start = System.nanoTime();
    passwords.verify("something else", stored, Seat.OWN).await();
    return System.nanoTime() - start;
  }
}
