package io.laurel.auth.session;

import io.laurel.auth.throttle.Device;
import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Refresh-token families in a map. */
public final class InMemorySessionStore implements SessionStore {
  private static final Comparator<Session> OLDEST_FIRST =
      Comparator.comparing(Session::createdAt).thenComparing(Session::id);

  private final Map<String, Session> sessions = new HashMap<>();
  private final Set<String> revoking = new LinkedHashSet<>();
  private final Set<String> unreported = new LinkedHashSet<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(Session session) {
    sessions.put(session.id(), session);
    unreported.add(session.id());
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Session>> unreported(int limit) {
    return Future.succeededFuture(unreported.stream().limit(limit).map(sessions::get).toList());
  }

  @Override
  public synchronized Future<Void> reported(String id) {
    unreported.remove(id);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Optional<Session>> rotate(Rotation rotation) {
    Session session = sessions.get(rotation.sessionId());
    boolean valid =
        session != null
            && rotation.hash().equals(session.hash())
            && session.lastUsedAt().isAfter(rotation.idleSince())
            && session.expiresAt().isAfter(rotation.at());
    if (!valid) {
      return Future.succeededFuture(Optional.empty());
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
    return Future.succeededFuture(Optional.of(rotated));
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
    Session session = sessions.get(id);
    if (session != null && !session.hasEnded()) {
      sessions.put(id, ended(session, at));
      revoking.add(id);
    }
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<List<Session>> revoking(int limit) {
    return Future.succeededFuture(revoking.stream().limit(limit).map(sessions::get).toList());
  }

  @Override
  public synchronized Future<Void> revoked(String id) {
    revoking.remove(id);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Page<Session>> list(Alive alive, PageRequest page) {
    Cursor after = page.after();
    List<Session> found =
        sessions.values().stream()
            .filter(session -> session.userId().equals(alive.userId()))
            .filter(session -> !session.hasEnded() && session.counts(alive.standing()))
            .filter(session -> session.lastUsedAt().isAfter(alive.idleSince()))
            .filter(session -> session.expiresAt().isAfter(alive.now()))
            .sorted(OLDEST_FIRST.reversed())
            .filter(session -> after == null || isOlder(session, after))
            .limit(page.limit() + 1L)
            .toList();
    return Future.succeededFuture(Page.of(found, page.limit(), Session::cursor));
  }

  private static boolean isOlder(Session session, Cursor cursor) {
    int byTime = session.createdAt().compareTo(cursor.at());
    return byTime < 0 || (byTime == 0 && session.id().compareTo(cursor.id()) < 0);
  }

  @Override
  public synchronized Future<Void> deleteEnded(Instant before, Instant unusedSince) {
    sessions
        .values()
        .removeIf(
            session ->
                (session.hasEnded() && session.endedAt().isBefore(before))
                    || session.expiresAt().isBefore(before)
                    || session.lastUsedAt().isBefore(unusedSince));
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
