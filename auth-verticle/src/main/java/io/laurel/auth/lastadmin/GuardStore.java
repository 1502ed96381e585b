package io.laurel.auth.lastadmin;

import io.vertx.core.Future;
import java.util.Set;

/** Keeps the one document that lists ADMINs who can sign in. */
interface GuardStore {
  /**
   * The list.
   *
   * @param version how often an account has left it
   * @param admins ids of the accounts
   */
  record Guard(long version, Set<String> admins) {
    /** Copies the ids. */
    public Guard {
      admins = Set.copyOf(admins);
    }
  }

  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /** The list as it is. */
  Future<Guard> read();

  /**
   * Enters an account, if none has left since the list was read.
   *
   * @param version of the list as it was read
   * @return whether it was entered
   */
  Future<Boolean> enter(String id, long version);

  /**
   * Takes an account out if another one stays. Also where it is not on the list: what an {@link
   * #enter} on its way has read is out of date from now on.
   *
   * @return whether another one stays; else nothing was changed
   */
  Future<Boolean> leave(String id);
}
