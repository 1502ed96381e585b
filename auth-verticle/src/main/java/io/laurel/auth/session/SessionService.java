package io.laurel.auth.session;

import io.laurel.auth.credential.CredentialCheck;
import io.laurel.auth.session.TokenFamilies.Grant;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Announcement;
import io.laurel.bus.Announcements;
import io.laurel.bus.Call;
import io.laurel.bus.Origin;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signs in, and keeps signed in. */
final class SessionService implements SignIns {
  /** Somebody signed in. */
  static final Announcement USER_LOGGED_IN = new Announcement("auth.user.logged-in");

  private final TokenFamilies families;
  private final UserService users;
  private final CredentialCheck credentials;
  private final TokenIssuer issuer;
  private final Announcements announcements;
  private final LoginReports reports;
  private final Clock clock;

  /**
   * A service that proves users by {@code credentials} and makes their tokens by {@code issuer}.
   */
  SessionService(
      TokenFamilies families,
      UserService users,
      CredentialCheck credentials,
      TokenIssuer issuer,
      Announcements announcements,
      LoginReports reports,
      Clock clock) {
    this.families = families;
    this.users = users;
    this.credentials = credentials;
    this.issuer = issuer;
    this.announcements = announcements;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Begins a session. Fails with {@code invalid-credentials}, {@code too-many-attempts}, or {@code
   * unavailable} in a flood.
   */
  Future<Reply> login(Call call) {
    Instant asOf = clock.instant();
    return credentials
        .prove(call.text("login"), call.text("password"), call.origin())
        .compose(user -> begin(user, call.origin(), asOf));
  }

  @Override
  public Future<Reply> begin(User user, Origin origin, Instant asOf) {
    return families
        .begin(Session.Login.of(user, origin))
        .onSuccess(grant -> announce(grant.session()))
        .compose(grant -> reports.report(grant.session()).map(grant))
        .compose(grant -> issuer.issue(user, grant, asOf));
  }

  private void announce(Session session) {
    announcements.publish(
        USER_LOGGED_IN,
        new JsonObject()
            .put("userId", session.userId())
            .put("sessionId", session.id())
            .put("at", Instants.format(session.createdAt())));
  }

  /**
   * Trades a refresh token for new tokens with the user's present name and roles. Fails with {@code
   * invalid-refresh-token} (also for a suspended user, and where the account's sessions were ended)
   * or {@code refresh-token-reused}.
   */
  Future<Reply> refresh(Call call) {
    Instant asOf = clock.instant();
    return families
        .renew(call.text("refreshToken"), call.requestId())
        .compose(
            grant ->
                users
                    .active(grant.session().userId())
                    .compose(
                        user ->
                            admits(user, grant)
                                ? issuer.issue(user, grant, asOf)
                                : invalidRefreshToken().asFuture()));
  }

  private static boolean admits(@Nullable User user, Grant grant) {
    return user != null && grant.session().counts(user.standing());
  }

  static Failure invalidRefreshToken() {
    return Failure.unauthorized(
        "invalid-refresh-token", "This refresh token is not valid. Sign in again.");
  }
}
