package io.laurel.auth.session;

import io.laurel.failure.Failure;
import io.laurel.id.Ids;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refresh-token rotation with theft detection (RFC 9700, 4.14.2). A family has one valid token at a
 * time; its use replaces it by its successor in one write. What a used-up token does:
 *
 * <ul>
 *   <li>No longer than the grace after its use it gives the family's <em>newest</em> token, however
 *       many rotations have come between, and changes nothing. An honest client sends a used-up
 *       token because an answer was lost or because two tabs share one; the tabs then agree on one
 *       token, and a slow tab cannot put one that is already used up into their common storage,
 *       which would be taken for theft a quarter of an hour later. A thief gains nothing over the
 *       usual grace: there is still one valid token, so whoever of the two uses it second, after
 *       the grace, ends the family.
 *   <li>Later it is theft: the family ends with all its access tokens, for whoever bears one. The
 *       same for a generation so far back that its time is no longer known; so many rotations
 *       within one grace are no honest client's.
 * </ul>
 *
 * <p>Only a token that carries our tag is judged (see {@link RefreshTokens}); a made-up one ends
 * nothing. The newest token is derived from the used-up one and checked against the stored hash.
 * The nodes' clocks must agree to well within the grace.
 */
final class TokenFamilies {
  private static final Logger LOG = LoggerFactory.getLogger(TokenFamilies.class);
  private static final String PREFIX = "ses";

  private final SessionStore store;
  private final SessionRevocations revocations;
  private final RefreshTokens tokens;
  private final SessionConfig config;
  private final Ids ids;
  private final Clock clock;

  /**
   * A family and its valid token.
   *
   * @param session as stored now
   * @param refreshToken as sent to the client
   */
  record Grant(Session session, String refreshToken) {
    @Override
    public String toString() {
      return "Grant[" + session.id() + "]";
    }
  }

  /** Keeps families in {@code store}, and ends stolen ones by {@code revocations}. */
  TokenFamilies(
      SessionStore store,
      SessionRevocations revocations,
      SessionConfig config,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.revocations = revocations;
    this.tokens = new RefreshTokens(config.secret());
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Begins a family. */
  Future<Grant> begin(Session.Login login) {
    Instant now = now();
    RefreshToken token = tokens.first(ids.next(PREFIX));
    Session session =
        Session.begin(
            token.sessionId(),
            login,
            RefreshTokens.hash(token),
            now,
            now.plus(config.absoluteTtl()));
    return store.add(session).map(added -> grant(session, token));
  }

  /**
   * Trades a token for the family's newest. Fails with {@code invalid-refresh-token} where we did
   * not issue it, or where its session is unknown, expired or ended, and with {@code
   * refresh-token-reused} where it was used up too long ago; then the family has ended.
   */
  Future<Grant> renew(String wire, String requestId) {
    return tokens
        .decode(wire)
        .map(token -> renew(token, requestId))
        .orElseGet(TokenFamilies::invalid);
  }

  private Future<Grant> renew(RefreshToken token, String requestId) {
    RefreshToken successor = tokens.successor(token);
    Instant now = now();
    return store
        .rotate(
            new Rotation(
                token.sessionId(),
                RefreshTokens.hash(token),
                RefreshTokens.hash(successor),
                now,
                now.minus(config.idleTtl())))
        .compose(
            rotated ->
                rotated
                    .map(session -> Future.succeededFuture(grant(session, successor)))
                    .orElseGet(() -> renewUsedUp(token, now, requestId)));
  }

  private Future<Grant> renewUsedUp(RefreshToken token, Instant now, String requestId) {
    return store
        .byId(token.sessionId())
        .compose(
            session ->
                session == null || session.isExpired(now, config.idleTtl())
                    ? invalid()
                    : judge(token, session, now, requestId));
  }

  private Future<Grant> judge(RefreshToken token, Session session, Instant now, String requestId) {
    if (token.generation() >= session.generation()) {
      // The last token of an ended family, or one that a restored database has forgotten.
      return invalid();
    }
    if (session.inGrace(token.generation(), now, config.grace())) {
      return newest(token, session);
    }
    return (session.hasEnded() ? Future.<Void>succeededFuture() : end(token, session, requestId))
        .compose(ended -> reused());
  }

  private Future<Grant> newest(RefreshToken usedUp, Session session) {
    RefreshToken newest = usedUp;
    while (newest.generation() < session.generation()) {
      newest = tokens.successor(newest);
    }
    return RefreshTokens.hash(newest).equals(session.hash())
        ? Future.succeededFuture(grant(session, newest))
        : invalid();
  }

  private Future<Void> end(RefreshToken token, Session session, String requestId) {
    LOG.warn(
        "Ending session {} of {}: refresh token {} came again, the newest is {} [{}]",
        session.id(),
        session.userId(),
        token.generation(),
        session.generation(),
        requestId);
    return revocations.end(session.userId(), session.id());
  }

  private static Future<Grant> reused() {
    return Failure.unauthorized(
            "refresh-token-reused",
            "This refresh token was used before; its session has ended. Sign in again.")
        .asFuture();
  }

  private Grant grant(Session session, RefreshToken token) {
    return new Grant(session, tokens.encode(token));
  }

  private static Future<Grant> invalid() {
    return SessionService.invalidRefreshToken().asFuture();
  }

  private Instant now() {
    return Instants.now(clock);
  }
}
