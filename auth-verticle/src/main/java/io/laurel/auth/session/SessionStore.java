package io.laurel.auth.session;

import io.vertx.core.Future;
import java.time.Instant;

/** Keeps refresh-token families. */
public interface SessionStore {
  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** Adds a new family. */
  Future<Void> add(Session session);

  /**
   * Puts the successor in the place of the valid token, in one write: of many that run at once with
   * the same token one succeeds.
   *
   * @return the session afterwards, or null where that token is not valid (any more)
   */
  Future<Session> rotate(Rotation rotation);

  /** The family of that id, ended and expired ones too, or null. */
  Future<Session> byId(String id);

  /**
   * Whether that user began a session on that device after {@code since}; ended ones count.
   *
   * @param device as {@link io.laurel.auth.throttle.Device#of} gives it
   */
  Future<Boolean> knows(String userId, String device, Instant since);

  /** Ends the family, in one write; no token of it is valid from then on. An ended one stays so. */
  Future<Void> end(String id, Instant at);
}
