package io.laurel.auth.password;

import io.laurel.failure.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and verifies passwords on a bounded pool with bounded lines before it ({@link Seat}). What
 * finds no place fails at once with {@code unavailable}, and what waited too long when it has: a
 * flood costs everybody else nothing but these cores, and a known device not even a wait.
 */
public final class Passwords {
  private static final String POOL = "laurel-password";
  private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

  private final WorkerExecutor workers;
  private final Lanes lanes;
  private final PasswordMeters meters;
  private final Duration maxWait;
  private final int maxBcryptCost;

  /** Set once, before anybody asks; read by every thread. */
  private volatile @Nullable Known known;

  /**
   * What is worked out before anybody is served.
   *
   * @param nobody the hash that an unknown user's password is verified against
   */
  private record Known(Argon2Hash nobody, BlockedPasswords blocked) {}

  /** Opens the pool. Vert.x closes it with the verticle that opened it. */
  Passwords(Vertx vertx, PasswordConfig config, MeterRegistry metrics) {
    this.workers = vertx.createSharedWorkerExecutor(POOL, config.workers());
    this.lanes = new Lanes(vertx, config);
    this.meters = new PasswordMeters(metrics);
    meters.watch(lanes);
    this.maxWait = config.maxWait();
    this.maxBcryptCost = config.maxBcryptCost();
  }

  /** Opens a pool that nobody measures, and completes when it is ready to hash and verify. */
  public static Future<Passwords> open(Vertx vertx, PasswordConfig config) {
    Passwords passwords = new Passwords(vertx, config, new CompositeMeterRegistry());
    return passwords.prepare().map(passwords);
  }

  /**
   * Computes the hash that an unknown user's password is verified against, and reads the list of
   * common passwords.
   */
  Future<Void> prepare() {
    return workers
        .executeBlocking(
            () -> new Known(Argon2Hash.of(UUID.randomUUID().toString()), BlockedPasswords.load()),
            false)
        .map(
            worked -> {
              known = worked;
              return null;
            });
  }

  /**
   * Refuses a new password that is among the common ones, with {@code invalid-request}.
   *
   * @param pointer of the field it stands in
   */
  public void refuseCommon(String password, String pointer) {
    if (known().blocked().contain(password)) {
      throw Failure.invalidRequest(
          pointer, "is one of the passwords that are tried first; choose another one");
    }
  }

  /**
   * The hash to store, a PHC string. Fails with {@code unavailable} where too many wait, or it
   * waited too long.
   */
  public Future<String> hash(String password, Seat seat) {
    return work(seat, () -> Argon2Hash.of(password).encoded());
  }

  /**
   * Whether the password is the one that was hashed. Takes as long for an unknown user as for a
   * known one. Fails with {@code unavailable} where too many wait, or it waited too long.
   *
   * @param stored what {@link #hash} gave, or a bcrypt hash that was imported, which takes as long
   *     as its cost says; null for a user that does not exist, which matches no password
   */
  public Future<Boolean> verify(String password, @Nullable String stored, Seat seat) {
    Argon2Hash nobody = known().nobody();
    return stored == null
        ? work(seat, () -> nobody.matches(password)).map(false)
        : work(seat, () -> PasswordHash.parse(stored, maxBcryptCost).matches(password));
  }

  /**
   * Whether {@link #hash} should take its place once the password is known: an imported hash, and
   * one with digits that are not ASCII.
   */
  public static boolean isOutdated(String stored) {
    return BcryptHash.looksLike(stored) || !ASCII.matcher(stored).matches();
  }

  private Known known() {
    Known worked = known;
    if (worked == null) {
      throw new IllegalStateException("Asked before it was prepared");
    }
    return worked;
  }

  <T> Future<T> work(Seat seat, Callable<T> task) {
    long since = System.nanoTime();
    return lanes
        .enter(seat)
        .onFailure(refused -> meters.refused(seat.lane()))
        .compose(
            begun ->
                workers
                    .executeBlocking(() -> workedInTime(seat, task, since), false)
                    .onComplete(done -> lanes.leave()));
  }

  /** What came too late is not worked at: its caller is gone soon, and others wait. */
  private <T> T workedInTime(Seat seat, Callable<T> task, long since) throws Exception {
    long begun = System.nanoTime();
    meters.waited(begun - since);
    if (begun - since > maxWait.toNanos()) {
      meters.refused(seat.lane());
      throw Lanes.tooMany();
    }
    try {
      return task.call();
    } finally {
      meters.hashed(System.nanoTime() - begun);
    }
  }
}
