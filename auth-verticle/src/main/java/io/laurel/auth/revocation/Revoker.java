package io.laurel.auth.revocation;

import io.laurel.revocation.Revocation;
import io.laurel.revocation.RevocationStore;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Makes every node refuse access tokens: by a document, which each of them finds at its next poll,
 * and by an announcement, which has them poll at once.
 */
public final class Revoker {
  private final RevocationStore store;
  private final Consumer<JsonObject> announcement;
  private final Duration lifetime;
  private final Clock clock;

  /**
   * Revokes in {@code store}.
   *
   * @param announcement tells the contract's {@code SessionRevoked} to whoever listens
   * @param lifetime how long a token that is signed now may be taken by any node, whatever its
   *     clock
   */
  public Revoker(
      RevocationStore store, Consumer<JsonObject> announcement, Duration lifetime, Clock clock) {
    this.store = store;
    this.announcement = announcement;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Revokes what an account's standing takes away. Repeatable; an older one undoes no newer. */
  public Future<Void> revokeUser(Revocation revocation) {
    return revoke(revocation, new JsonObject().put("userId", revocation.id()));
  }

  /** Revokes the tokens of a session. Repeatable. */
  public Future<Void> revokeSession(String userId, String sessionId) {
    return revoke(
        Revocation.ofSession(sessionId),
        new JsonObject().put("userId", userId).put("sessionId", sessionId));
  }

  private Future<Void> revoke(Revocation revocation, JsonObject message) {
    return store
        .add(revocation, clock.instant().plus(lifetime))
        .onSuccess(
            written -> announcement.accept(message.put("at", Instants.format(clock.instant()))));
  }

  /** Deletes revocations that concern no token any more. */
  Future<Void> deleteExpired() {
    return store.deleteExpired(clock.instant());
  }
}
