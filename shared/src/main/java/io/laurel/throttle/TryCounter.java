package io.laurel.throttle;

import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.schedule.Races;
import io.laurel.schedule.Races.Lost;
import io.laurel.schedule.Races.Outcome;
import io.laurel.schedule.Races.Unchanged;
import io.laurel.schedule.Races.Written;
import io.laurel.throttle.FailedTries.Admission;
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
public final class TryCounter {
  /** A node counts one at a time of each key, so this many nodes would have to come between. */
  private static final int MAX_TRIES = 50;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final String VERSION_PREFIX = "att";

  private final TryStore store;
  private final Ids ids;
  private final Clock clock;

  /** A counter on that store, which all nodes share. */
  public TryCounter(TryStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Judges an attempt, which is counted from then on if it is let in. */
  public Future<Admission> count(TryScope scope) {
    return change(scope, (failures, now) -> failures.judge(scope.mark(), scope.rule(), now));
  }

  /** The attempt was right. */
  public Future<Void> succeeded(TryScope scope) {
    return scope.cleared()
        ? store.clear(scope.key())
        : rewrite(scope, (failures, now) -> failures.succeeded(scope.mark()));
  }

  /** Nobody could say whether the attempt was right. */
  public Future<Void> undo(TryScope scope) {
    return rewrite(scope, (failures, now) -> failures.without(scope.mark(), now));
  }

  private Future<Void> rewrite(
      TryScope scope, BiFunction<FailedTries, Instant, FailedTries> change) {
    return change(scope, (failures, now) -> Admission.letIn(change.apply(failures, now)))
        .mapEmpty();
  }

  private Future<Admission> change(
      TryScope scope, BiFunction<FailedTries, Instant, Admission> decide) {
    return Races.untilWon(MAX_TRIES, TryCounter::defeat, () -> attempt(scope, decide));
  }

  private Future<Outcome<Admission>> attempt(
      TryScope scope, BiFunction<FailedTries, Instant, Admission> decide) {
    return store
        .find(scope.key())
        .compose(
            found -> {
              FailedTries failures = found == null ? FailedTries.NONE : found.failures();
              Admission admission = decide.apply(failures, Instants.now(clock));
              return admission.after().equals(failures)
                  ? Future.succeededFuture(new Unchanged<>(admission))
                  : write(scope, found, admission.after())
                      .map(written -> written ? new Written<>(admission) : new Lost<>());
            });
  }

  private Future<Boolean> write(TryScope scope, @Nullable StoredTries found, FailedTries after) {
    String seen = found == null ? null : found.version();
    return store.write(
        scope.key(),
        seen,
        new StoredTries(ids.next(VERSION_PREFIX), after, after.expiresAt(scope.rule())));
  }

  private static Failure defeat() {
    return Failure.unavailable("Too many attempts at once.", RETRY_AFTER);
  }
}
