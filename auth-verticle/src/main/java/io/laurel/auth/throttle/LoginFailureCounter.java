package io.laurel.auth.throttle;

import io.laurel.auth.throttle.LoginFailures.Admission;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.schedule.Races.Written;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts without a lock: reads what is counted, decides, and writes it if nobody else
 * wrote meanwhile; else begins again.
 */
final class LoginFailureCounter {
  /** A node counts one at a time of each key, so this many nodes would have to come between. */
  private static final int MAX_TRIES = 50;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final String VERSION_PREFIX = "att";

  private final LoginFailureStore store;
  private final Ids ids;
  private final Clock clock;

  LoginFailureCounter(LoginFailureStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Judges an attempt, which is counted from then on if it is let in. */
  Future<Admission> count(LoginScope scope) {
    return change(scope, (failures, now) -> failures.judge(scope.mark(), scope.rule(), now));
  }

  /** The attempt was right. */
  Future<Void> succeeded(LoginScope scope) {
    return scope.cleared()
        ? store.clear(scope.key())
        : rewrite(scope, (failures, now) -> failures.succeeded(scope.mark()));
  }

  /** Nobody could say whether the attempt was right. */
  Future<Void> undo(LoginScope scope) {
    return rewrite(scope, (failures, now) -> failures.without(scope.mark(), now));
  }

  private Future<Void> rewrite(
      LoginScope scope, BiFunction<LoginFailures, Instant, LoginFailures> change) {
    return change(scope, (failures, now) -> Admission.letIn(change.apply(failures, now)))
        .mapEmpty();
  }

  private Future<Admission> change(
      LoginScope scope, BiFunction<LoginFailures, Instant, Admission> decide) {
    return Races.untilWon(MAX_TRIES, LoginFailureCounter::defeat, () -> attempt(scope, decide));
  }

  private Future<Outcome<Admission>> attempt(
      LoginScope scope, BiFunction<LoginFailures, Instant, Admission> decide) {
    return store
        .find(scope.key())
        .compose(
            found -> {
              LoginFailures failures = found == null ? LoginFailures.NONE : found.failures();
              Admission admission = decide.apply(failures, Instants.now(clock));
              return admission.after().equals(failures)
                  ? Future.succeededFuture(new Unchanged<>(admission))
                  : write(scope, found, admission.after())
                      .map(written -> written ? new Written<>(admission) : new Lost<>());
            });
  }

  private Future<Boolean> write(
      LoginScope scope, @Nullable StoredFailures found, LoginFailures after) {
    String seen = found == null ? null : found.version();
    return store.write(
        scope.key(),
        seen,
        new StoredFailures(ids.next(VERSION_PREFIX), after, after.expiresAt(scope.rule())));
  }

  private static Failure defeat() {
    return Failure.unavailable("Too many sign-ins at once.", RETRY_AFTER);
  }
}
