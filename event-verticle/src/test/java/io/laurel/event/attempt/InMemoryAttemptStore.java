package io.laurel.event.attempt;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Refused attempts in a map. */
public final class InMemoryAttemptStore implements AttemptStore {
  private final Map<Attempted, Attempts> attempts = new HashMap<>();

  private final Throwable failure;

  public InMemoryAttemptStore() {
    this(null);
  }

  /** A store that is away: every write fails so. */
  public InMemoryAttemptStore(Throwable failure) {
    this.failure = failure;
  }

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> refused(Attempted what, String code, Instant at) {
    if (failure != null) {
      return Future.failedFuture(failure);
    }
    Attempts before = attempts.get(what);
    long count = before == null ? 1 : before.count() + 1;
    attempts.put(what, new Attempts(what, count, code, at));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Attempts> find(Attempted what) {
    return Future.succeededFuture(attempts.get(what));
  }
}
