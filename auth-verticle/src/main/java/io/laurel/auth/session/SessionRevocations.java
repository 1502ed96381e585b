package io.laurel.auth.session;

import io.laurel.auth.revocation.Revoker;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions, one at a time: first the session itself, which is the truth, then its access
 * tokens. The session bears a mark, by the write that ends it, until its revocation is written; so
 * no crash in between loses one.
 */
final class SessionRevocations {
  private static final Logger LOG = LoggerFactory.getLogger(SessionRevocations.class);
  private static final int BATCH = 100;

  private final SessionStore store;
  private final Revoker revoker;
  private final SessionConfig config;
  private final Clock clock;

  /** Ends the sessions in {@code store}. */
  SessionRevocations(SessionStore store, Revoker revoker, SessionConfig config, Clock clock) {
    this.store = store;
    this.revoker = revoker;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Ends that session; completes when its revocation is written. Repeatable: who repeats it because
   * an answer was lost gets it done.
   */
  Future<Void> end(String userId, String sessionId) {
    return store.end(sessionId, Instants.now(clock)).compose(ended -> revoke(userId, sessionId));
  }

  private Future<Void> revoke(String userId, String sessionId) {
    return revoker.revokeSession(userId, sessionId).compose(done -> unmark(sessionId));
  }

  /** A mark that stays has the same revoked once more, which changes nothing. */
  private Future<Void> unmark(String sessionId) {
    return store
        .revoked(sessionId)
        .recover(
            cause -> {
              LOG.warn("{} stays marked as revoking for now", sessionId, cause);
              return Future.succeededFuture();
            });
  }

  /** Revokes for every session that still bears its mark, a batch at a time. */
  Future<Void> sweep() {
    return store
        .revoking(BATCH)
        .compose(
            found ->
                Future.all(
                        found.stream()
                            .map(session -> revoke(session.userId(), session.id()))
                            .toList())
                    .compose(done -> found.size() < BATCH ? Future.succeededFuture() : sweep()));
  }

  /** Deletes sessions that ended longer ago than they are kept. */
  Future<Void> forget() {
    Instant before = Instants.now(clock).minus(config.retention());
    return store.deleteEnded(before, before.minus(config.idleTtl()));
  }
}
