package io.laurel.throttle;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Failures in a map. */
public final class InMemoryTryStore implements TryStore {
  private final Map<String, StoredTries> attempts = new HashMap<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<StoredTries> find(String key) {
    return Future.succeededFuture(attempts.get(key));
  }

  @Override
  public synchronized Future<Boolean> write(String key, String seen, StoredTries counted) {
    StoredTries present = attempts.get(key);
    boolean asSeen = Objects.equals(seen, present == null ? null : present.version());
    if (asSeen) {
      attempts.put(key, counted);
    }
    return Future.succeededFuture(asSeen);
  }

  @Override
  public synchronized Future<Void> clear(String key) {
    attempts.remove(key);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> clearExpired(Instant now) {
    attempts.values().removeIf(counted -> !counted.expiresAt().isAfter(now));
    return Future.succeededFuture();
  }
}
