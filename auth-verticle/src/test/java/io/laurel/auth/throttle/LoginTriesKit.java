package io.laurel.auth.throttle;

import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.bus.Origin;
import io.laurel.mongo.StoreKit;
import io.laurel.rate.Rates;
import io.laurel.throttle.FailedTries;
import io.laurel.throttle.FailedTries.Mark;
import io.laurel.throttle.StoredTries;
import io.laurel.throttle.TryStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store of tries does, and what two nodes that share one promise. */
abstract class LoginTriesKit extends StoreKit<TryStore> {
  private static final Instant NOW = Instant.parse("2026-05-01T00:00:00.123Z");
  private static final Origin HERE = new Origin("203.0.113.7", "curl/8");

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();

  LoginTriesKit() {
    super(TryStore::prepare);
  }

  @AfterEach
  void closeVertx() {
    vertx.close().await();
  }

  @Test
  void write_first_found() {
    StoredTries counted = counted("v1", NOW.plusSeconds(60));

    assertThat(store.write("account/a", null, counted).await()).isTrue();

    assertThat(store.find("account/a").await()).isEqualTo(counted);
    assertThat(store.find("account/b").await()).isNull();
  }

  @Test
  void write_firstTwice_second_not() {
    store.write("account/a", null, counted("v1", NOW)).await();

    assertThat(store.write("account/a", null, counted("v2", NOW)).await()).isFalse();
    assertThat(store.find("account/a").await().version()).isEqualTo("v1");
  }

  @Test
  void write_asSeen_replaced() {
    store.write("account/a", null, counted("v1", NOW)).await();
    StoredTries next =
        new StoredTries("v2", new FailedTries(List.of(), 0, null), NOW.plusSeconds(1));

    assertThat(store.write("account/a", "v1", next).await()).isTrue();
    assertThat(store.write("account/a", "v1", counted("v3", NOW)).await()).isFalse();

    assertThat(store.find("account/a").await()).isEqualTo(next);
  }

  @Test
  void write_clearedMeanwhile_not() {
    store.write("account/a", null, counted("v1", NOW)).await();
    store.clear("account/a").await();
    store.clear("account/a").await();

    assertThat(store.write("account/a", "v1", counted("v2", NOW)).await()).isFalse();
    assertThat(store.find("account/a").await()).isNull();
  }

  @Test
  void clearExpired_some_onlyThose() {
    store.write("account/a", null, counted("v1", NOW)).await();
    store.write("account/b", null, counted("v1", NOW.plusMillis(1))).await();

    store.clearExpired(NOW).await();

    assertThat(store.find("account/a").await()).isNull();
    assertThat(store.find("account/b").await()).isNotNull();
  }

  @Test
  void attempt_fiftyWrongAtOnceOnTwoNodes_fiveAreProved() {
    LoginThrottle node = node();
    LoginThrottle other = node();
    AtomicInteger proofs = new AtomicInteger();

    List<Future<Proof<String>>> attempts =
        IntStream.range(0, 50)
            .mapToObj(
                i -> (i % 2 == 0 ? node : other).attempt("usr_1", HERE, seat -> wrong(proofs)))
            .toList();
    Future.join(attempts).otherwiseEmpty().await();

    assertThat(proofs).hasValue(5);
    assertThat(attempts).filteredOn(Future::succeeded).hasSize(5);
    assertThat(attempts)
        .filteredOn(Future::failed)
        .hasSize(45)
        .allSatisfy(
            refused -> assertThat(failureOf(refused).code()).isEqualTo("too-many-attempts"));
  }

  @Test
  void attempt_hundredAccountsAtOnceOnTwoNodes_addressIsStopped() {
    LoginThrottle node = node();
    LoginThrottle other = node();
    AtomicInteger proofs = new AtomicInteger();

    List<Future<Proof<String>>> attempts =
        IntStream.range(0, 100)
            .mapToObj(
                i -> (i % 2 == 0 ? node : other).attempt("usr_" + i, HERE, seat -> wrong(proofs)))
            .toList();
    Future.join(attempts).otherwiseEmpty().await();

    assertThat(proofs).hasValue(51);
  }

  @Test
  void attempt_oneAccountRightAtOnceFromManyAddresses_nobodyIsRefused() {
    LoginThrottle node = node();
    LoginThrottle other = node();

    List<Future<Proof<String>>> attempts =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    (i % 2 == 0 ? node : other)
                        .attempt("usr_1", new Origin("203.0.113." + i, "curl/8"), seat -> right()))
            .toList();

    assertThat(Future.all(attempts).await().succeeded()).isTrue();
    assertThat(store.find("account/usr_1").await()).isNull();
  }

  @Test
  void attempt_manyAccountsRightAtOnceFromOneAddress_nobodyIsRefused() {
    LoginThrottle node = node();
    LoginThrottle other = node();

    List<Future<Proof<String>>> attempts =
        IntStream.range(0, 300)
            .mapToObj(i -> (i % 2 == 0 ? node : other).attempt("usr_" + i, HERE, seat -> right()))
            .toList();

    assertThat(Future.all(attempts).await().succeeded()).isTrue();
    assertThat(store.find("address/203.0.113.7").await().failures()).isEqualTo(FailedTries.NONE);
  }

  private LoginThrottle node() {
    return new LoginThrottle(
        vertx,
        store,
        (user, device, since) -> Future.succeededFuture(false),
        Throttles.config(Map.of()),
        Rates.OFF,
        clock);
  }

  private Future<Proof<String>> wrong(AtomicInteger proofs) {
    proofs.incrementAndGet();
    return vertx.timer(1, TimeUnit.MILLISECONDS).map(new Proof.Wrong<>());
  }

  private Future<Proof<String>> right() {
    return vertx.timer(1, TimeUnit.MILLISECONDS).map(new Proof.Right<>("ada"));
  }

  private static StoredTries counted(String version, Instant expiresAt) {
    FailedTries attempts =
        new FailedTries(
            List.of(new Mark("att_1", NOW), new Mark("att_2", NOW.plusMillis(1))),
            3,
            NOW.plusSeconds(8));
    return new StoredTries(version, attempts, expiresAt);
  }
}
