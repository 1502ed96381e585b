package io.laurel.revocation;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps revocations until every token that they concern has ended anyway. */
public interface RevocationStore {
  /**
   * What was read.
   *
   * @param revocations in any order
   * @param newest when the newest of them was written; null where there is none
   */
  record Batch(List<Revocation> revocations, @Nullable Instant newest) {
    /** Copies the revocations. */
    public Batch {
      revocations = List.copyOf(revocations);
    }
  }

  /** Makes what the store needs to serve; idempotent. For the one who writes. */
  Future<Void> prepare();

  /**
   * Writes a revocation, unless one of the same id is there that is as new or newer. Repeatable, by
   * any node.
   *
   * @param expiresAt when no token that it concerns is left
   */
  Future<Void> add(Revocation revocation, Instant expiresAt);

  /**
   * What was written at that time or later. Times here are all by one clock, the store's own.
   *
   * @param from null for all
   */
  Future<Batch> read(@Nullable Instant from);

  /** Deletes what has expired. */
  Future<Void> deleteExpired(Instant now);
}
