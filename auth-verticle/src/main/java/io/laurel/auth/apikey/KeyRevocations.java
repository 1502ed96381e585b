package io.laurel.auth.apikey;

import io.laurel.auth.revocation.Revoker;
import io.laurel.schedule.Backlog;
import io.vertx.core.Future;

/**
 * Revokes the access tokens of keys that are revoked. The key bears a mark, by the write that
 * revokes it, until that is done; so no crash in between leaves a token alive.
 */
final class KeyRevocations {
  private final Backlog<ApiKey> revoking;

  /** Revokes for the keys in {@code store}. */
  KeyRevocations(ApiKeyStore store, Revoker revoker) {
    this.revoking =
        Backlog.ofEach(
            new Backlog.Marks<>(store::revoking, ApiKey::id, key -> store.revoked(key.id())),
            // To whoever verifies a token, its key is what a session is to others.
            key -> revoker.revokeSession(key.userId(), key.id()));
  }

  /** Revokes the tokens of a key that is revoked. Repeatable. */
  Future<Void> settle(ApiKey key) {
    return revoking.settle(key);
  }

  /** The same for every key that still bears its mark. */
  Future<Void> sweep() {
    return revoking.drain();
  }
}
