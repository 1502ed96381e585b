package io.laurel.auth.throttle;

import io.laurel.auth.password.Seat;
import io.laurel.auth.password.Seat.Lane;
import io.laurel.auth.throttle.Attempts.Verdict;
import io.laurel.bus.Origin;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes guessing wait. An attempt is counted before anything is proved, in one document a key that
 * all nodes share, and taken back if it was right; so however many come at once on however many
 * nodes, no more are let in than are free.
 *
 * <p>A known device of a user is counted for itself and for nothing else: what strangers do to the
 * account or from the same address never keeps its owner out. Every other attempt is counted for
 * the account and for the address.
 */
public final class LoginThrottle {
  private static final String PREFIX = "att";

  /** On a node: six of them together stay below the accounts that an address may fail on. */
  private static final int MOST_OF_AN_ADDRESS = 8;

  private final KnownDevices devices;
  private final AttemptCounter counter;
  private final Ids ids;
  private final ThrottleConfig config;
  private final Turns gates;
  private final Turns turns;
  private final Vertx vertx;
  private final Clock clock;

  /** A throttle that counts in {@code store} and asks {@code devices} who was here before. */
  LoginThrottle(
      Vertx vertx, AttemptStore store, KnownDevices devices, ThrottleConfig config, Clock clock) {
    this.vertx = vertx;
    this.devices = devices;
    this.ids = Ids.by(clock);
    this.counter = new AttemptCounter(store, ids, clock);
    this.config = config;
    int atOnce = Math.min(MOST_OF_AN_ADDRESS, 2 * config.hashing().workers());
    this.gates = new Turns(atOnce, config.hashing().queues().signIns(), System::nanoTime);
    this.turns = new Turns(1, config.hashing().queues().signIns(), System::nanoTime);
    this.clock = clock;
  }

  /**
   * Proves somebody, if it is not too early to try. Fails with {@code too-many-attempts}, with
   * {@code unavailable} where the attempt cannot be counted or waits too long for its turn, and as
   * {@code proof} fails; then it is not counted.
   *
   * @param account id of the account, or what stands for one that does not exist
   * @param proof gives null for a wrong secret; is told where it may wait
   * @return what {@code proof} gives; null no sooner than the configured time after the call, so
   *     that nobody learns how it was found wrong
   */
  public <T> Future<T> attempt(String account, Origin origin, Function<Seat, Future<T>> proof) {
    Future<?> refusal =
        config.refusalTime().isZero()
            ? Future.succeededFuture()
            : vertx.timer(config.refusalTime().toMillis(), TimeUnit.MILLISECONDS);
    return buckets(account, origin)
        .compose(buckets -> inTurn(buckets, () -> proof.apply(seat(buckets, origin))))
        .compose(proved -> proved == null ? refusal.map((T) null) : Future.succeededFuture(proved));
  }

  /** A known device is counted in one place. */
  private static Seat seat(List<Bucket> buckets, Origin origin) {
    boolean known = buckets.size() == 1 && buckets.get(0).isOfDevice();
    return new Seat(known ? Lane.KNOWN : Lane.STRANGER, Device.network(origin));
  }

  /** Where it is counted; that of the account or the device comes last. */
  private Future<List<Bucket>> buckets(String account, Origin origin) {
    String device = Device.of(origin);
    String attempt = ids.next(PREFIX);
    Bucket ofAccount = Bucket.ofAccount(account, attempt, config.account());
    if (device == null) {
      return Future.succeededFuture(List.of(ofAccount));
    }
    return devices
        .knows(account, device, Instants.now(clock).minus(config.deviceMemory()))
        .map(
            known ->
                known
                    ? List.of(Bucket.ofDevice(account, device, attempt, config.account()))
                    : List.of(
                        Bucket.ofAddress(Device.network(origin), account, config.address()),
                        ofAccount));
  }

  /**
   * Only so many at a time are between being counted and being taken back as can be proved at once:
   * one of an account, and of an address enough to keep the workers busy. Else the parallel logins
   * of honest users would stand in each other's way, each counted while none is proved.
   */
  private <T> Future<T> inTurn(List<Bucket> buckets, Supplier<Future<T>> proof) {
    String own = buckets.get(buckets.size() - 1).key();
    Duration patience = config.hashing().maxWait();
    Supplier<Future<T>> turn = () -> turns.take(own, patience, () -> counted(buckets, proof));
    return buckets.size() == 1 ? turn.get() : gates.take(buckets.get(0).key(), patience, turn);
  }

  private <T> Future<T> counted(List<Bucket> buckets, Supplier<Future<T>> proof) {
    return count(buckets)
        .compose(letIn -> proof.get().recover(cause -> undone(buckets, cause)))
        .compose(
            proved ->
                proved == null
                    ? Future.succeededFuture()
                    : each(buckets, counter::succeeded).map(proved));
  }

  /** One after the other: what the address is refused is not counted for the account. */
  private Future<Void> count(List<Bucket> buckets) {
    Future<Void> counted = Future.succeededFuture();
    for (Bucket bucket : buckets) {
      counted = counted.compose(before -> alone(bucket, counter::count)).compose(this::refuse);
    }
    return counted;
  }

  /** Each bucket's document is written by one of us at a time; among nodes, the version decides. */
  private <T> Future<T> alone(Bucket bucket, Function<Bucket, Future<T>> change) {
    return bucket.cleared()
        ? change.apply(bucket)
        : turns.take(bucket.key(), () -> change.apply(bucket));
  }

  private Future<Void> refuse(Verdict verdict) {
    return verdict.letIn()
        ? Future.succeededFuture()
        : Failure.tooManyAttempts(verdict.delay()).asFuture();
  }

  private <T> Future<T> undone(List<Bucket> buckets, Throwable cause) {
    return each(buckets, counter::undo).transform(undone -> Future.failedFuture(cause));
  }

  private Future<Void> each(List<Bucket> buckets, Function<Bucket, Future<Void>> change) {
    return Future.all(buckets.stream().map(bucket -> alone(bucket, change)).toList()).mapEmpty();
  }
}
