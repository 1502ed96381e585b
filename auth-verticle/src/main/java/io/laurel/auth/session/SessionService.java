package io.laurel.auth.session;

import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.session.TokenFamilies.Grant;
import io.laurel.auth.user.CredentialCheck;
import io.laurel.auth.user.User;
import io.laurel.auth.user.UserService;
import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.failure.Failure;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Signs in, and keeps signed in. */
public final class SessionService {
  private final TokenFamilies families;
  private final UserService users;
  private final CredentialCheck credentials;
  private final TokenSigner signer;
  private final SessionConfig config;
  private final Clock clock;

  /**
   * A service that proves users by {@code credentials} and signs access tokens by {@code signer}.
   */
  public SessionService(
      TokenFamilies families,
      UserService users,
      CredentialCheck credentials,
      TokenSigner signer,
      SessionConfig config,
      Clock clock) {
    this.families = families;
    this.users = users;
    this.credentials = credentials;
    this.signer = signer;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Begins a session. Fails with {@code invalid-credentials}, {@code too-many-attempts}, or {@code
   * unavailable} in a flood.
   */
  public Future<Reply> login(Call call) {
    return credentials
        .prove(call.text("login"), call.text("password"), call.origin())
        .compose(
            user ->
                families
                    .begin(Session.Login.of(user, call.origin()))
                    .compose(grant -> tokens(user, grant)));
  }

  /**
   * Trades a refresh token for new tokens with the user's present name and roles. Fails with {@code
   * invalid-refresh-token} (also for a suspended user) or {@code refresh-token-reused}.
   */
  public Future<Reply> refresh(Call call) {
    return families
        .renew(call.text("refreshToken"), call.requestId())
        .compose(
            grant ->
                users
                    .active(grant.session().userId())
                    .compose(
                        user ->
                            user == null ? invalidRefreshToken().asFuture() : tokens(user, grant)));
  }

  static Failure invalidRefreshToken() {
    return Failure.unauthorized(
        "invalid-refresh-token", "This refresh token is not valid. Sign in again.");
  }

  private Future<Reply> tokens(User user, Grant grant) {
    Session session = grant.session();
    // Whole seconds, as a token's claims are.
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant end = session.atMost(now.plus(config.accessTtl())).truncatedTo(ChronoUnit.SECONDS);
    Principal principal =
        new Principal(
            user.id(), user.username(), session.id(), user.roles(), user.standing().epoch(), end);
    return signer
        .sign(principal, now)
        .map(
            accessToken ->
                new JsonObject()
                    .put("accessToken", accessToken)
                    .put("tokenType", "Bearer")
                    .put("expiresIn", seconds(now, end))
                    .put("refreshToken", grant.refreshToken())
                    .put("refreshExpiresIn", seconds(now, session.usableUntil(config.idleTtl())))
                    .put("user", user.toJson()))
        .map(Reply::of);
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }
}
