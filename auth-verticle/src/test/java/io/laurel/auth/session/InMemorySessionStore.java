package io.laurel.auth.session;

import io.laurel.auth.throttle.Device;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refresh-token families in a map. */
public final class InMemorySessionStore implements SessionStore {
  private final Map<String, Session> sessions = new HashMap<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(Session session) {
    sessions.put(session.id(), session);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Session> rotate(Rotation rotation) {
    Session session = sessions.get(rotation.sessionId());
    boolean valid =
        session != null
            && rotation.hash().equals(session.hash())
            && session.lastUsedAt().isAfter(rotation.idleSince())
            && session.expiresAt().isAfter(rotation.at());
    if (!valid) {
      return Future.succeededFuture();
    }
    List<Instant> rotations = new ArrayList<>(session.rotations());
    rotations.add(rotation.at());
    int surplus = Math.max(0, rotations.size() - Session.ROTATIONS_KEPT);
    Session rotated =
        new Session(
            session.id(),
            session.userId(),
            session.epoch(),
            session.origin(),
            session.generation() + 1,
            rotation.successorHash(),
            rotations.subList(surplus, rotations.size()),
            session.createdAt(),
            rotation.at(),
            session.expiresAt(),
            null);
    sessions.put(session.id(), rotated);
    return Future.succeededFuture(rotated);
  }

  @Override
  public synchronized Future<Session> byId(String id) {
    return Future.succeededFuture(sessions.get(id));
  }

  @Override
  public synchronized Future<Boolean> knows(String userId, String device, Instant since) {
    return Future.succeededFuture(
        sessions.values().stream()
            .anyMatch(
                session ->
                    session.userId().equals(userId)
                        && device.equals(Device.of(session.origin()))
                        && session.createdAt().isAfter(since)));
  }

  @Override
  public synchronized Future<Void> end(String id, Instant at) {
    sessions.computeIfPresent(
        id, (key, session) -> session.hasEnded() ? session : ended(session, at));
    return Future.succeededFuture();
  }

  private static Session ended(Session session, Instant at) {
    return new Session(
        session.id(),
        session.userId(),
        session.epoch(),
        session.origin(),
        session.generation(),
        null,
        session.rotations(),
        session.createdAt(),
        session.lastUsedAt(),
        session.expiresAt(),
        at);
  }
}
