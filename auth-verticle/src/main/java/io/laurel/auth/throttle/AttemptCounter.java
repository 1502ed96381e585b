package io.laurel.auth.throttle;

import io.laurel.auth.throttle.Attempts.Verdict;
import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

/**
 * Counts attempts without a lock: reads what is counted, decides, and writes it if nobody else
 * wrote meanwhile; else begins again.
 */
final class AttemptCounter {
  /** A node counts one at a time of each key, so this many nodes would have to come between. */
  private static final int MAX_TRIES = 50;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final String VERSION_PREFIX = "att";

  private final AttemptStore store;
  private final Ids ids;
  private final Clock clock;

  AttemptCounter(AttemptStore store, Ids ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /** Judges an attempt, which is counted from then on if it is let in. */
  Future<Verdict> count(Bucket bucket) {
    return change(bucket, (attempts, now) -> attempts.judge(bucket.mark(), bucket.rule(), now), 1);
  }

  /** The attempt was right. */
  Future<Void> succeeded(Bucket bucket) {
    return bucket.cleared()
        ? store.clear(bucket.key())
        : rewrite(bucket, (attempts, now) -> attempts.succeeded(bucket.mark()));
  }

  /** Nobody could say whether the attempt was right. */
  Future<Void> undo(Bucket bucket) {
    return rewrite(bucket, (attempts, now) -> attempts.without(bucket.mark(), now));
  }

  private Future<Void> rewrite(Bucket bucket, BiFunction<Attempts, Instant, Attempts> change) {
    return change(bucket, (attempts, now) -> new Verdict(change.apply(attempts, now), null), 1)
        .mapEmpty();
  }

  private Future<Verdict> change(
      Bucket bucket, BiFunction<Attempts, Instant, Verdict> decide, int number) {
    return store
        .find(bucket.key())
        .compose(
            found -> {
              Attempts attempts = found == null ? Attempts.NONE : found.attempts();
              Verdict verdict = decide.apply(attempts, Instants.now(clock));
              return verdict.after() == null || verdict.after().equals(attempts)
                  ? Future.succeededFuture(verdict)
                  : write(bucket, found, verdict.after())
                      .compose(
                          written ->
                              written
                                  ? Future.succeededFuture(verdict)
                                  : again(bucket, decide, number));
            });
  }

  private Future<Boolean> write(Bucket bucket, Counted found, Attempts after) {
    String seen = found == null ? null : found.version();
    return store.write(
        bucket.key(),
        seen,
        new Counted(ids.next(VERSION_PREFIX), after, after.expiresAt(bucket.rule())));
  }

  private Future<Verdict> again(
      Bucket bucket, BiFunction<Attempts, Instant, Verdict> decide, int number) {
    return number < MAX_TRIES
        ? change(bucket, decide, number + 1)
        : Failure.unavailable("Too many sign-ins at once.", RETRY_AFTER).asFuture();
  }
}
