package io.laurel.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.laurel.failure.Failure;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RevocationsTest {
  private static final Instant END = Instant.MAX;
  private static final Duration MAX_STALENESS = Duration.ofSeconds(5);
  private static final String ADMITTED = "admitted";

  private final InMemoryRevocationStore store = new InMemoryRevocationStore();
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);
  private final Revocations revocations = new Revocations(store, MAX_STALENESS, nanoTime::get);

  /** Takes a session, a colon and an epoch for a token; all are of one user. */
  private final TokenVerifier verifier =
      revocations.guard(
          token ->
              Future.succeededFuture(
                  RevocationTest.token(
                      token.split(":", -1)[0], Long.parseLong(token.split(":", -1)[1]))));

  @Test
  void verify_nothingRevoked_admitted() {
    read();

    assertThat(verified("ses_1:0")).isEqualTo(ADMITTED);
  }

  @Test
  void verify_sessionEnded_onlyItsTokensRefused() {
    store.add(Revocation.ofSession("ses_1"), END).await();
    read();

    assertThat(verified("ses_1:9")).isEqualTo("unauthorized");
    assertThat(verified("ses_2:0")).isEqualTo(ADMITTED);
  }

  @Test
  void verify_accountChanged_earlierTokensRefusedButOfTheKeptSession() {
    store.add(new Revocation("usr_1", 3, "ses_1", 2), END).await();
    read();

    assertThat(verified("ses_2:2")).isEqualTo("unauthorized");
    assertThat(verified("ses_1:1")).isEqualTo("unauthorized");
    assertThat(verified("ses_1:2")).isEqualTo(ADMITTED);
    assertThat(verified("ses_2:3")).isEqualTo(ADMITTED);
  }

  @Test
  void verify_refusedByTheOther_staysRefused() {
    read();
    TokenVerifier refusing = revocations.guard(token -> Failure.unauthorized().asFuture());

    assertThat(outcome(refusing.verify("x"))).isEqualTo("unauthorized");
  }

  @Test
  void verify_nothingReadYet_unavailable() {
    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
    assertThat(revocations.isFresh()).isFalse();
  }

  @Test
  void verify_readNotPossibleForTooLong_unavailableUntilItIs() {
    read();
    store.setAway(true);

    nanoTime.addAndGet(MAX_STALENESS.toNanos());
    readInVain();
    assertThat(verified("ses_1:0")).isEqualTo(ADMITTED);
    assertThat(revocations.isFresh()).isTrue();

    nanoTime.incrementAndGet();
    readInVain();
    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
    assertThat(revocations.isFresh()).isFalse();

    store.setAway(false);
    read();
    assertThat(verified("ses_1:0")).isEqualTo(ADMITTED);
  }

  @Test
  void verify_unavailable_saysWhenToComeAgain() {
    Failure failure = (Failure) catchThrowable(() -> verifier.verify("ses_1:0").await());

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.retryAfter()).isNotNull();
  }

  /** What was written while the answer was on its way is not in it. */
  @Test
  void read_slow_countsFromItsBeginning() {
    Promise<Void> answer = Promise.promise();
    store.hold(answer);
    Future<Void> reading = revocations.read();
    nanoTime.addAndGet(MAX_STALENESS.toNanos());
    answer.complete();
    reading.await();

    assertThat(verified("ses_1:0")).isEqualTo(ADMITTED);
    nanoTime.incrementAndGet();
    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
    assertThat(revocations.isFresh()).isFalse();
  }

  @Test
  void read_slowerThanWhatItTellsMayBeOld_admitsNobody() {
    Promise<Void> answer = Promise.promise();
    store.hold(answer);
    Future<Void> reading = revocations.read();
    nanoTime.addAndGet(MAX_STALENESS.toNanos() + 1);
    answer.complete();
    reading.await();

    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
  }

  @Test
  void read_underWay_isNotTakenForRead() {
    read();
    nanoTime.addAndGet(MAX_STALENESS.toNanos());
    store.hold(Promise.promise());
    Future<Void> reading = revocations.read();
    assertThat(verified("ses_1:0")).isEqualTo(ADMITTED);

    nanoTime.incrementAndGet();

    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
    assertThat(reading.isComplete()).isFalse();
  }

  @Test
  void read_slowAndThenInVain_leavesTheAgeOfWhatIsKnown() {
    read();
    Promise<Void> answer = Promise.promise();
    store.hold(answer);
    Future<Void> reading = revocations.read();
    nanoTime.addAndGet(MAX_STALENESS.toNanos() + 1);
    answer.fail(Failure.unavailable("away on purpose", Duration.ofSeconds(1)));

    assertThat(outcome(reading)).isEqualTo("unavailable");
    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
  }

  /** A clock at the number that a new object begins with says nothing about a read. */
  @Test
  void verify_nothingReadYetAtTheBeginningOfTheClock_unavailable() {
    nanoTime.set(0);

    assertThat(verified("ses_1:0")).isEqualTo("unavailable");
  }

  @Test
  void read_nothingNew_keepsWhatIsRevoked() {
    store.add(Revocation.ofSession("ses_1"), END).await();
    read();
    store.setBack(Duration.ofHours(-1));
    store.add(Revocation.ofSession("ses_2"), END).await();
    read();

    assertThat(verified("ses_1:0")).isEqualTo("unauthorized");
  }

  @Test
  void read_again_onlyWhatIsNew() {
    store.add(Revocation.ofSession("ses_1"), END).await();
    read();
    store.add(Revocation.ofSession("ses_2"), END).await();
    read();

    assertThat(verified("ses_1:0")).isEqualTo("unauthorized");
    assertThat(verified("ses_2:0")).isEqualTo("unauthorized");
    assertThat(store.reads()).isEqualTo(2);
    assertThat(store.fullReads()).isEqualTo(1);
  }

  @Test
  void read_storeClockSetBackALittle_foundByTheOverlap() {
    store.add(Revocation.ofSession("ses_1"), END).await();
    read();
    store.setBack(Duration.ofSeconds(10));
    store.add(Revocation.ofSession("ses_2"), END).await();
    read();

    assertThat(verified("ses_2:0")).isEqualTo("unauthorized");
  }

  @Test
  void read_storeClockSetBackFar_foundWhenAllIsRead() {
    store.add(Revocation.ofSession("ses_1"), END).await();
    read();
    store.setBack(Duration.ofHours(1));
    store.add(Revocation.ofSession("ses_2"), END).await();
    for (int i = 0; i < 100; i++) {
      read();
    }

    assertThat(verified("ses_2:0")).isEqualTo("unauthorized");
    assertThat(store.fullReads()).isEqualTo(2);
  }

  @Test
  void read_afterAFailure_everything() {
    store.add(Revocation.ofSession("ses_1"), END).await();
    read();
    store.setBack(Duration.ofHours(1));
    store.add(Revocation.ofSession("ses_2"), END).await();
    store.setAway(true);
    readInVain();
    store.setAway(false);
    read();

    assertThat(verified("ses_2:0")).isEqualTo("unauthorized");
  }

  @Test
  void read_expiredAndDeleted_forgottenWhenAllIsRead() {
    store.add(Revocation.ofSession("ses_1"), Instant.EPOCH).await();
    store.add(Revocation.ofSession("ses_2"), END).await();
    read();
    store.deleteExpired(Instant.EPOCH.plusSeconds(1)).await();
    for (int i = 0; i < 100; i++) {
      read();
    }

    assertThat(verified("ses_1:0")).isEqualTo(ADMITTED);
    assertThat(verified("ses_2:0")).isEqualTo("unauthorized");
  }

  private void read() {
    revocations.read().await();
  }

  private void readInVain() {
    assertThat(outcome(revocations.read())).isEqualTo("unavailable");
  }

  private String verified(String token) {
    return outcome(verifier.verify(token));
  }

  private static String outcome(Future<?> future) {
    Throwable cause = catchThrowable(future::await);
    return cause == null ? ADMITTED : ((Failure) cause).code();
  }
}
