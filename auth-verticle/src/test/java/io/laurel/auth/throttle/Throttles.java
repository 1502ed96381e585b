package io.laurel.auth.throttle;

import io.laurel.auth.TestAuth;
import io.laurel.config.Settings;
import io.laurel.rate.Rates;
import io.laurel.throttle.InMemoryTryStore;
import io.laurel.throttle.TryStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * Throttles for tests: the shipped numbers, but nobody waits for a refusal, and however slow the
 * engine is, everybody has the time to wait for a turn.
 */
public final class Throttles {
  private Throttles() {}

  /** Those features with failures in memory. */
  public static TestAuth addTo(TestAuth auth) {
    return auth.with(TryStore.class, new InMemoryTryStore());
  }

  /** A throttle that knows no device. */
  public static LoginThrottle counting(Vertx vertx, Clock clock) {
    return new LoginThrottle(
        vertx,
        new InMemoryTryStore(),
        (user, device, since) -> Future.succeededFuture(false),
        config(Map.of()),
        Rates.OFF,
        clock);
  }

  /** A throttle that knows these devices of users. */
  public static LoginThrottle knowing(
      Vertx vertx, Clock clock, BiPredicate<String, String> devices) {
    return new LoginThrottle(
        vertx,
        new InMemoryTryStore(),
        (user, device, since) -> Future.succeededFuture(devices.test(user, device)),
        config(Map.of()),
        Rates.OFF,
        clock);
  }

  /** The same as {@link #counting(Vertx, Clock)}, under other settings too. */
  public static LoginThrottle counting(Vertx vertx, Clock clock, Map<String, ?> others) {
    return new LoginThrottle(
        vertx,
        new InMemoryTryStore(),
        (user, device, since) -> Future.succeededFuture(false),
        config(others),
        Rates.OFF,
        clock);
  }

  static ThrottleConfig config(Map<String, ?> others) {
    return ThrottleConfig.of(
        Settings.defaults(List.of("auth"))
            .with("test", Map.of("LOGIN_REFUSAL_MS", 0, "PASSWORD_MAX_WAIT_MS", 60_000))
            .with("test", others));
  }
}
