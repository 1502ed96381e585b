package io.laurel.auth.throttle;

import io.laurel.auth.password.Seat;
import io.laurel.auth.password.Seat.Lane;
import io.laurel.bus.Origin;
import io.laurel.contract.RateClass;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.rate.Rates;
import io.laurel.rate.Standing;
import io.laurel.throttle.FailedTries.Admission;
import io.laurel.throttle.TryCounter;
import io.laurel.throttle.TryScope;
import io.laurel.throttle.TryStore;
import io.laurel.throttle.Turns;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes guessing wait. An attempt is counted before anything is proved, in one document a key that
 * all nodes share, and taken back if it was right; so however many come at once on however many
 * nodes, no more are let in than are free.
 *
 * <p>A known device of a user is counted for itself and for nothing else: what strangers do to the
 * account or from the same address never keeps its owner out, and where its address has called too
 * often, it draws from a limit of its own. Every other attempt is counted for the account and for
 * the address, and refused where that has to wait.
 */
public final class LoginThrottle {
  private static final String PREFIX = "att";

  /** On a node: six of them together stay below the accounts that an address may fail on. */
  private static final int MOST_OF_AN_ADDRESS = 8;

  private final KnownDevices devices;
  private final TryCounter counter;
  private final Ids ids;
  private final ThrottleConfig config;
  private final Turns gates;
  private final Turns turns;
  private final Rates rates;
  private final Vertx vertx;
  private final Clock clock;

  /**
   * A throttle that counts in {@code store} and asks {@code devices} who was here before.
   *
   * @param rates of known devices
   */
  LoginThrottle(
      Vertx vertx,
      TryStore store,
      KnownDevices devices,
      ThrottleConfig config,
      Rates rates,
      Clock clock) {
    this.vertx = vertx;
    this.devices = devices;
    this.ids = Ids.by(clock);
    this.counter = new TryCounter(store, ids, clock);
    this.config = config;
    this.rates = rates;
    int atOnce = Math.min(MOST_OF_AN_ADDRESS, 2 * config.hashing().workers());
    this.gates = new Turns(atOnce, config.hashing().queues().signIns(), System::nanoTime);
    this.turns = new Turns(1, config.hashing().queues().signIns(), System::nanoTime);
    this.clock = clock;
  }

  /**
   * Proves somebody, if it is not too early to try. Fails with {@code too-many-requests}, {@code
   * too-many-attempts}, with {@code unavailable} where the attempt cannot be counted or waits too
   * long for its turn, and as {@code proof} fails; then it is not counted.
   *
   * @param account id of the account, or what stands for one that does not exist
   * @param proof is told where it may wait
   * @return what {@code proof} gives; wrong no sooner than the configured time after the call, so
   *     that nobody learns how it was found wrong
   */
  public <T> Future<Proof<T>> attempt(
      String account, Origin origin, Function<Seat, Future<Proof<T>>> proof) {
    Future<?> refusal =
        config.refusalTime().isZero()
            ? Future.succeededFuture()
            : vertx.timer(config.refusalTime().toMillis(), TimeUnit.MILLISECONDS);
    return scopes(account, origin)
        .compose(scopes -> inTurn(scopes, () -> proof.apply(seat(scopes, origin))))
        .compose(
            proved ->
                proved instanceof Proof.Wrong
                    ? refusal.map(proved)
                    : Future.succeededFuture(proved));
  }

  /** A known device is counted in one place. */
  private static Seat seat(List<TryScope> scopes, Origin origin) {
    boolean known = scopes.size() == 1 && LoginScopes.isOfDevice(scopes.get(0));
    return new Seat(known ? Lane.KNOWN : Lane.STRANGER, origin.network());
  }

  /** Where it is counted; that of the account or the device comes last. */
  private Future<List<TryScope>> scopes(String account, Origin origin) {
    String device = Device.of(origin);
    String attempt = ids.next(PREFIX);
    TryScope ofAccount = LoginScopes.ofAccount(account, attempt, config.account());
    if (device == null) {
      return judged(origin.delay()).map(List.of(ofAccount));
    }
    return devices
        .knows(account, device, Instants.now(clock).minus(config.deviceMemory()))
        .compose(
            known ->
                known
                    ? judged(origin.delay() == null ? null : own(account, device))
                        .map(
                            letIn ->
                                List.of(
                                    LoginScopes.ofDevice(
                                        account, device, attempt, config.account())))
                    : judged(origin.delay())
                        .map(
                            letIn ->
                                List.of(
                                    TryScope.ofAddress(origin.network(), account, config.address()),
                                    ofAccount)));
  }

  /** What a known device has to wait for itself. */
  private @Nullable Duration own(String account, String device) {
    Standing standing = rates.take(RateClass.AUTH, account + "/" + device);
    return standing == null ? null : standing.delay();
  }

  private static Future<Void> judged(@Nullable Duration wait) {
    return wait == null ? Future.succeededFuture() : Failure.tooManyRequests(wait).asFuture();
  }

  /**
   * Only so many at a time are between being counted and being taken back as can be proved at once:
   * one of an account, and of an address enough to keep the workers busy. Else the parallel logins
   * of honest users would stand in each other's way, each counted while none is proved.
   */
  private <T> Future<Proof<T>> inTurn(List<TryScope> scopes, Supplier<Future<Proof<T>>> proof) {
    String own = scopes.get(scopes.size() - 1).key();
    Duration patience = config.hashing().maxWait();
    Supplier<Future<Proof<T>>> turn = () -> turns.take(own, patience, () -> counted(scopes, proof));
    return scopes.size() == 1 ? turn.get() : gates.take(scopes.get(0).key(), patience, turn);
  }

  private <T> Future<Proof<T>> counted(List<TryScope> scopes, Supplier<Future<Proof<T>>> proof) {
    return count(scopes)
        .compose(letIn -> proof.get().recover(cause -> undone(scopes, cause)))
        .compose(
            proved ->
                proved instanceof Proof.Wrong
                    ? Future.succeededFuture(proved)
                    : each(scopes, counter::succeeded).map(proved));
  }

  /** One after the other: what the address is refused is not counted for the account. */
  private Future<Void> count(List<TryScope> scopes) {
    Future<Void> counted = Future.succeededFuture();
    for (TryScope scope : scopes) {
      counted = counted.compose(before -> alone(scope, counter::count)).compose(this::refuse);
    }
    return counted;
  }

  /** Each scope's document is written by one of us at a time; among nodes, the version decides. */
  private <T> Future<T> alone(TryScope scope, Function<TryScope, Future<T>> change) {
    return scope.cleared()
        ? change.apply(scope)
        : turns.take(scope.key(), () -> change.apply(scope));
  }

  private Future<Void> refuse(Admission admission) {
    return admission.isLetIn()
        ? Future.succeededFuture()
        : Failure.tooManyAttempts(admission.delay()).asFuture();
  }

  private <T> Future<T> undone(List<TryScope> scopes, Throwable cause) {
    return each(scopes, counter::undo).transform(undone -> Future.failedFuture(cause));
  }

  private Future<Void> each(List<TryScope> scopes, Function<TryScope, Future<Void>> change) {
    return Future.all(scopes.stream().map(scope -> alone(scope, change)).toList()).mapEmpty();
  }
}
