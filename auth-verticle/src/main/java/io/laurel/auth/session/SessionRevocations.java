package io.laurel.auth.session;

import io.laurel.auth.revocation.Revoker;
import io.laurel.schedule.Backlog;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Ends sessions, one at a time: first the session itself, which is the truth, then its access
 * tokens. The session bears a mark, by the write that ends it, until its revocation is written; so
 * no crash in between loses one.
 */
final class SessionRevocations {
  private final SessionStore store;
  private final Backlog<Ended> revoking;
  private final SessionConfig config;
  private final Clock clock;

  /** A session whose access tokens are to be revoked. */
  private record Ended(String userId, String sessionId) {}

  /** Ends the sessions in {@code store}. */
  SessionRevocations(SessionStore store, Revoker revoker, SessionConfig config, Clock clock) {
    this.store = store;
    this.revoking =
        Backlog.ofEach(
            new Backlog.Marks<>(
                this::marked, Ended::sessionId, ended -> store.revoked(ended.sessionId())),
            ended -> revoker.revokeSession(ended.userId(), ended.sessionId()));
    this.config = config;
    this.clock = clock;
  }

  /**
   * Ends that session; completes when its revocation is written. Repeatable: who repeats it because
   * an answer was lost gets it done.
   */
  Future<Void> end(String userId, String sessionId) {
    return store
        .end(sessionId, Instants.now(clock))
        .compose(ended -> revoking.settle(new Ended(userId, sessionId)));
  }

  private Future<List<Ended>> marked(int limit) {
    return store
        .revoking(limit)
        .map(
            sessions ->
                sessions.stream()
                    .map(session -> new Ended(session.userId(), session.id()))
                    .toList());
  }

  /** Revokes for every session that still bears its mark. */
  Future<Void> sweep() {
    return revoking.drain();
  }

  /** Deletes sessions that ended longer ago than they are kept. */
  Future<Void> forget() {
    Instant before = Instants.now(clock).minus(config.retention());
    return store.deleteEnded(before, before.minus(config.idleTtl()));
  }
}
