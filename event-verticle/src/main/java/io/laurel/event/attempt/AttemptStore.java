package io.laurel.event.attempt;

import io.vertx.core.Future;
import java.time.Instant;

/** Keeps what became of refused claims: one document a user and reward, however many there are. */
public interface AttemptStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Counts one refused attempt. */
  Future<Void> refused(Attempted what, String code, Instant at);

  /** The attempts at a reward by a user, or null where none was refused. */
  Future<Attempts> find(Attempted what);

  /** Who tried to claim what. */
  record Attempted(String eventId, String rewardId, String userId) {}

  /**
   * Refused attempts.
   *
   * @param lastCode why the last one was refused
   */
  record Attempts(Attempted what, long count, String lastCode, Instant lastAt) {}
}
