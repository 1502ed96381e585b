package io.laurel.auth.session;

import io.laurel.auth.key.TokenSigner;
import io.laurel.auth.session.TokenFamilies.Grant;
import io.laurel.auth.user.User;
import io.laurel.bus.Reply;
import io.laurel.security.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Makes the answer of a sign-in: an access token, and the refresh token that follows it. */
final class TokenIssuer {
  private final TokenSigner signer;
  private final SessionConfig config;

  /** Signs access tokens by {@code signer}. */
  TokenIssuer(TokenSigner signer, SessionConfig config) {
    this.signer = signer;
    this.config = config;
  }

  /**
   * The contract's {@code Tokens}.
   *
   * @param asOf before anything was read of the session and the user: the token's time counts from
   *     then. So a revocation that it does not yet know of outlives it, however long this process
   *     was held up in between.
   */
  Future<Reply> issue(User user, Grant grant, Instant asOf) {
    Session session = grant.session();
    // Whole seconds, as a token's claims are.
    Instant begin = asOf.truncatedTo(ChronoUnit.SECONDS);
    Instant end = session.atMost(begin.plus(config.accessTtl())).truncatedTo(ChronoUnit.SECONDS);
    Principal principal =
        new Principal(
            user.id(), user.username(), session.id(), user.roles(), user.standing().epoch(), end);
    return signer
        .sign(principal, begin)
        .map(
            accessToken ->
                new JsonObject()
                    .put("accessToken", accessToken)
                    .put("tokenType", "Bearer")
                    .put("expiresIn", seconds(begin, end))
                    .put("refreshToken", grant.refreshToken())
                    .put("refreshExpiresIn", refreshExpiresIn(session, asOf))
                    .put("user", user.toJson()))
        .map(Reply::of);
  }

  /** From its last use on, which a lost answer that is given again lies behind. */
  private long refreshExpiresIn(Session session, Instant asOf) {
    Instant used = session.lastUsedAt();
    return seconds(used.isAfter(asOf) ? used : asOf, session.usableUntil(config.idleTtl()));
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }
}
