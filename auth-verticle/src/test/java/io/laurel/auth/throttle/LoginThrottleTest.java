package io.laurel.auth.throttle;

import static io.laurel.auth.Failures.codeOf;
import static io.laurel.auth.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.auth.MutableClock;
import io.laurel.bus.Origin;
import io.laurel.config.Settings;
import io.laurel.failure.Failure;
import io.laurel.rate.RateConfig;
import io.laurel.rate.Rates;
import io.laurel.throttle.FailedTries;
import io.laurel.throttle.InMemoryTryStore;
import io.laurel.throttle.StoredTries;
import io.laurel.throttle.TryStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LoginThrottleTest {
  private static final Proof<String> RIGHT = new Proof.Right<>("in");
  private static final Proof<String> WRONG = new Proof.Wrong<>();
  private static final Origin HOME = new Origin("203.0.113.7", "Firefox");
  private static final Origin STRANGER = new Origin("198.51.100.9", "curl/8");

  private final Vertx vertx = Vertx.vertx();
  private final MutableClock clock = MutableClock.atPresent();
  private final InMemoryTryStore store = new InMemoryTryStore();
  private final Set<String> devices = new HashSet<>();
  private Instant knownSince;
  private final LoginThrottle throttle =
      new LoginThrottle(vertx, store, this::knows, Throttles.config(Map.of()), Rates.OFF, clock);

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void attempt_sixth_waitsForTheRightOneToo() {
    wrong(5, "usr_1", STRANGER);

    Failure refused = failureOf(right("usr_1", HOME));

    assertThat(refused.code()).isEqualTo("too-many-attempts");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(right("usr_1", HOME).await()).isEqualTo(RIGHT);
  }

  /** Its address floods, perhaps by others behind it. */
  private LoginThrottle limited() {
    Settings settings =
        Settings.defaults(List.of("process")).with("test", Map.of("RATE_LIMITS", "auth=2/60"));
    Rates rates = new Rates(RateConfig.of(settings), () -> 0);
    return new LoginThrottle(vertx, store, this::knows, Throttles.config(Map.of()), rates, clock);
  }

  private static Origin waiting(Origin origin) {
    return origin.waiting(Duration.ofSeconds(30));
  }

  private static Future<Proof<String>> right(LoginThrottle by, Origin origin) {
    return by.attempt("usr_1", origin, seat -> Future.succeededFuture(RIGHT));
  }

  @Test
  void attempt_addressHasToWait_strangerIsRefusedAndNotCounted() {
    Failure refused = failureOf(right(limited(), waiting(STRANGER)));

    assertThat(refused.code()).isEqualTo("too-many-requests");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    wrong(5, "usr_1", STRANGER);
    assertThat(codeOf(wrong("usr_1", STRANGER))).isEqualTo("too-many-attempts");
  }

  @Test
  void attempt_addressHasToWait_knownDeviceDrawsFromItsOwn() {
    devices.add("usr_1" + Device.of(HOME));
    LoginThrottle limited = limited();

    assertThat(right(limited, waiting(HOME)).await()).isEqualTo(RIGHT);
    assertThat(right(limited, HOME).await()).isEqualTo(RIGHT);
    assertThat(right(limited, waiting(HOME)).await()).isEqualTo(RIGHT);
    assertThat(codeOf(right(limited, waiting(HOME)))).isEqualTo("too-many-requests");
    assertThat(right(limited, HOME).await()).as("its address may").isEqualTo(RIGHT);
  }

  @Test
  void attempt_stillWaiting_tellsWholeSecondsRoundedUp() {
    wrong(5, "usr_1", STRANGER);
    assertThat(codeOf(wrong("usr_1", STRANGER))).isEqualTo("too-many-attempts");
    clock.advance(Duration.ofSeconds(1));
    wrong(1, "usr_1", STRANGER);
    clock.advance(Duration.ofMillis(300));

    assertThat(failureOf(wrong("usr_1", STRANGER)).retryAfter()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void attempt_right_clears() {
    wrong(4, "usr_1", STRANGER);
    right("usr_1", STRANGER).await();

    wrong(5, "usr_1", STRANGER);

    assertThat(codeOf(right("usr_1", STRANGER))).isEqualTo("too-many-attempts");
  }

  @Test
  void attempt_otherAccount_notTouched() {
    wrong(5, "usr_1", STRANGER);

    assertThat(right("usr_2", STRANGER).await()).isEqualTo(RIGHT);
  }

  @Test
  void attempt_knownDevice_strangersDoNotLockItOut() {
    devices.add("usr_1" + Device.of(HOME));
    wrong(5, "usr_1", STRANGER);
    assertThat(codeOf(wrong("usr_1", STRANGER))).isEqualTo("too-many-attempts");

    assertThat(right("usr_1", HOME).await()).isEqualTo(RIGHT);

    assertThat(codeOf(wrong("usr_1", STRANGER))).isEqualTo("too-many-attempts");
  }

  @Test
  void attempt_knownDeviceItself_countedForItself() {
    devices.add("usr_1" + Device.of(HOME));
    wrong(5, "usr_1", HOME);

    assertThat(codeOf(right("usr_1", HOME))).isEqualTo("too-many-attempts");
    assertThat(right("usr_1", STRANGER).await()).isEqualTo(RIGHT);
  }

  @Test
  void attempt_knownDevice_askedForThirtyDays() {
    right("usr_1", HOME).await();

    assertThat(knownSince).isEqualTo(clock.instant().minus(Duration.ofDays(30)));
  }

  @Test
  void attempt_addressFailedOn51Accounts_waits() {
    for (int i = 0; i <= 50; i++) {
      wrong(1, "usr_" + i, STRANGER);
    }

    Failure refused = failureOf(right("usr_another", STRANGER));

    assertThat(refused.code()).isEqualTo("too-many-attempts");
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    assertThat(right("usr_another", HOME).await()).isEqualTo(RIGHT);
    clock.advance(Duration.ofHours(1));
    assertThat(right("usr_another", STRANGER).await()).isEqualTo(RIGHT);
  }

  @Test
  void attempt_addressRefused_accountNotCounted() {
    for (int i = 0; i <= 50; i++) {
      wrong(1, "usr_" + i, STRANGER);
    }

    assertThat(codeOf(wrong("usr_victim", STRANGER))).isEqualTo("too-many-attempts");

    assertThat(store.find("account/usr_victim").await()).isNull();
  }

  @Test
  void attempt_addressOftenOnFewAccounts_notStopped() {
    for (int i = 0; i < 300; i++) {
      wrong("usr_" + i % 50, STRANGER).otherwiseEmpty().await();
    }

    assertThat(right("usr_another", STRANGER).await()).isEqualTo(RIGHT);
  }

  @Test
  void attempt_knownDeviceAtABlockedAddress_exempt() {
    devices.add("usr_1" + Device.of(STRANGER));
    for (int i = 0; i <= 50; i++) {
      wrong(1, "usr_other_" + i, STRANGER);
    }

    assertThat(right("usr_1", STRANGER).await()).isEqualTo(RIGHT);
  }

  @Test
  void attempt_manyRightFromOneAddress_noneCounts() {
    for (int i = 0; i < 200; i++) {
      assertThat(right("usr_" + i, STRANGER).await()).isEqualTo(RIGHT);
    }
  }

  @Test
  void attempt_ipv6_countedByItsNetwork() {
    for (int i = 0; i <= 50; i++) {
      wrong(1, "usr_" + i, new Origin("2001:db8:1:2::" + i, "curl/8"));
    }

    assertThat(codeOf(right("usr_another", new Origin("2001:db8:1:2:9::", "other"))))
        .isEqualTo("too-many-attempts");
    assertThat(right("usr_another", new Origin("2001:db8:1:3::", "other")).await())
        .isEqualTo(RIGHT);
  }

  @Test
  void attempt_originUnknown_countedForTheAccount() {
    wrong(5, "usr_1", Origin.UNKNOWN);

    assertThat(codeOf(right("usr_1", Origin.UNKNOWN))).isEqualTo("too-many-attempts");
  }

  @Test
  void attempt_nobodyCouldSay_notCounted() {
    for (int i = 0; i < 60; i++) {
      Future<Proof<String>> flooded =
          throttle.attempt(
              "usr_" + i % 2,
              STRANGER,
              seat -> Failure.unavailable("Too many", Duration.ofSeconds(1)).asFuture());
      assertThat(codeOf(flooded)).isEqualTo("unavailable");
    }

    assertThat(store.find("account/usr_1").await().failures()).isEqualTo(FailedTries.NONE);
    assertThat(store.find("address/198.51.100.9").await().failures()).isEqualTo(FailedTries.NONE);
  }

  @Test
  void attempt_cannotBeCounted_notProved() {
    LoginThrottle blind =
        new LoginThrottle(
            vertx, new AwayStore(), this::knows, Throttles.config(Map.of()), Rates.OFF, clock);

    Future<Proof<String>> attempt =
        blind.attempt(
            "usr_1",
            HOME,
            seat -> {
              throw new AssertionError("proved without being counted");
            });

    assertThat(codeOf(attempt)).isEqualTo("unavailable");
  }

  @Test
  void attempt_wrong_noSoonerThanConfigured() {
    LoginThrottle slow =
        new LoginThrottle(
            vertx,
            store,
            this::knows,
            Throttles.config(Map.of("LOGIN_REFUSAL_MS", 60)),
            Rates.OFF,
            clock);
    long start = System.nanoTime();

    assertThat(slow.attempt("usr_1", HOME, seat -> Future.succeededFuture(WRONG)).await())
        .isEqualTo(WRONG);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(55));
  }

  private void wrong(int times, String account, Origin origin) {
    for (int i = 0; i < times; i++) {
      assertThat(wrong(account, origin).await()).isEqualTo(WRONG);
    }
  }

  private Future<Proof<String>> wrong(String account, Origin origin) {
    return throttle.attempt(account, origin, seat -> Future.succeededFuture(WRONG));
  }

  private Future<Proof<String>> right(String account, Origin origin) {
    return throttle.attempt(account, origin, seat -> Future.succeededFuture(RIGHT));
  }

  private Future<Boolean> knows(String userId, String device, Instant since) {
    knownSince = since;
    return Future.succeededFuture(devices.contains(userId + device));
  }

  /** A store whose database does not answer. */
  private static final class AwayStore implements TryStore {
    @Override
    public Future<Void> prepare() {
      return away();
    }

    @Override
    public Future<StoredTries> find(String key) {
      return away();
    }

    @Override
    public Future<Boolean> write(String key, String seen, StoredTries counted) {
      return away();
    }

    @Override
    public Future<Void> clear(String key) {
      return away();
    }

    @Override
    public Future<Void> clearExpired(Instant now) {
      return away();
    }

    private static <T> Future<T> away() {
      return Failure.unavailable("The database does not answer.", Duration.ofSeconds(2)).asFuture();
    }
  }
}
