package io.laurel.event.claims.player;

import io.laurel.bus.Call;
import io.vertx.core.Future;

/** Knows which accounts of ours may play. */
@FunctionalInterface
public interface PlayerAccounts {
  /**
   * Fails with {@code user-not-found} where there is no such account, it is suspended, or bears no
   * USER; with {@code unavailable} where nobody can tell.
   *
   * @param call on whose behalf it is asked
   */
  Future<Void> check(String userId, Call call);
}
