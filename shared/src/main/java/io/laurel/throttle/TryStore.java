package io.laurel.throttle;

import io.vertx.core.Future;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps failures by key, shared by all nodes. */
public interface TryStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** What is counted under the key, or null. */
  Future<@Nullable StoredTries> find(String key);

  /**
   * Writes if nobody else wrote since it was read.
   *
   * @param seen version that was read; null where nothing was there
   * @return whether it was written
   */
  Future<Boolean> write(String key, @Nullable String seen, StoredTries counted);

  /** Forgets what is counted under the key. */
  Future<Void> clear(String key);

  /** Forgets whatever has expired. */
  Future<Void> clearExpired(Instant now);
}
