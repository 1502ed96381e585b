package io.laurel.auth.session;

import io.laurel.auth.session.SessionStore.Alive;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.failure.Failure;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;

/** The caller's own sessions that are alive: not ended, not expired, and not taken away. */
final class OwnSessions {
  private final SessionStore store;
  private final UserService users;
  private final SessionConfig config;
  private final Clock clock;

  /** Finds sessions in {@code store}, of accounts that {@code users} knows. */
  OwnSessions(SessionStore store, UserService users, SessionConfig config, Clock clock) {
    this.store = store;
    this.users = users;
    this.config = config;
    this.clock = clock;
  }

  /** One page, newest first. Fails with {@code unauthorized} where the account is gone. */
  Future<Page<Session>> page(Call call, PageRequest page) {
    return owner(call)
        .compose(
            user -> {
              Instant now = Instants.now(clock);
              Alive alive = new Alive(user.id(), user.standing(), now, now.minus(config.idleTtl()));
              return store.list(alive, page);
            });
  }

  /** That one. Fails with {@code session-not-found} for every other id, whosever it is. */
  Future<Session> one(Call call, String sessionId) {
    return owner(call)
        .compose(
            user ->
                store
                    .byId(sessionId)
                    .compose(
                        session ->
                            session != null && isAlive(session, user)
                                ? Future.succeededFuture(session)
                                : notFound()));
  }

  private boolean isAlive(Session session, User user) {
    return session.userId().equals(user.id())
        && !session.hasEnded()
        && !session.isExpired(clock.instant(), config.idleTtl())
        && session.counts(user.standing());
  }

  private Future<User> owner(Call call) {
    return users
        .active(call.principal().userId())
        .compose(
            user ->
                user == null ? Failure.unauthorized().asFuture() : Future.succeededFuture(user));
  }

  private static Future<Session> notFound() {
    return Failure.notFound("session-not-found", "You have no such session.").asFuture();
  }
}
