package io.laurel.auth.session;

import io.laurel.auth.user.UserChanges;
import io.laurel.auth.user.UserChanges.Decision;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.paging.PageRequest;
import io.laurel.security.Principal;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;

/** Lets users see and end their own sessions. What ends is void on every node within a second. */
final class OwnSessionService {
  private final OwnSessions sessions;
  private final SessionRevocations revocations;
  private final UserChanges changes;
  private final SessionConfig config;
  private final Clock clock;

  /** A service that ends one session by {@code revocations} and all of them by {@code changes}. */
  OwnSessionService(
      OwnSessions sessions,
      SessionRevocations revocations,
      UserChanges changes,
      SessionConfig config,
      Clock clock) {
    this.sessions = sessions;
    this.revocations = revocations;
    this.changes = changes;
    this.config = config;
    this.clock = clock;
  }

  /** Ends the session that the caller's token belongs to. Fails with {@code no-session}. */
  Future<Reply> logout(Call call) {
    Principal principal = call.principal();
    if (principal.isByKey()) {
      return noSession().asFuture();
    }
    return revocations.end(principal.userId(), principal.sessionId()).map(Reply.empty());
  }

  /** One page of the caller's sessions that are alive. Fails with {@code invalid-cursor}. */
  Future<Reply> list(Call call) {
    String current = call.principal().sessionId();
    return sessions
        .page(call, PageRequest.of(call.message()))
        .map(page -> Reply.of(page.toJson(session -> session.toJson(current, config.idleTtl()))));
  }

  /** Ends one of the caller's sessions. Fails with {@code session-not-found}. */
  Future<Reply> end(Call call) {
    return sessions
        .one(call, call.text("sessionId"))
        .compose(session -> revocations.end(session.userId(), session.id()))
        .map(Reply.empty());
  }

  /**
   * Ends all of the caller's sessions, this one too, by one write on the account. Fails with {@code
   * no-session}.
   */
  Future<Reply> endAll(Call call) {
    if (call.principal().isByKey()) {
      return noSession().asFuture();
    }
    return changes
        .change(
            call.principal().userId(),
            Failure.unauthorized(),
            user ->
                new Decision.Write(
                    user.withStanding(user.standing().withoutSessions(), Instants.now(clock)),
                    null))
        .map(Reply.empty());
  }

  private static Failure noSession() {
    return Failure.conflict(
        "no-session", "The token of an API key belongs to no session; an ADMIN revokes the key.");
  }
}
