package io.laurel.event.claims.player;

import io.laurel.bus.Call;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;

/** Knows which accounts of ours may play, and what they are called. */
public interface PlayerAccounts {
  /**
   * Fails with {@code user-not-found} where there is no such account, it is suspended, or bears no
   * USER; with {@code unavailable} where nobody can tell.
   *
   * @param call on whose behalf it is asked
   */
  Future<Void> check(String userId, Call call);

  /**
   * The usernames of these accounts by their ids; unknown ones are left out. Fails with {@code
   * unavailable} where nobody can tell.
   *
   * @param call on whose behalf it is asked
   */
  Future<Map<String, String>> usernames(Collection<String> userIds, Call call);
}
