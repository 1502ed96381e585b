package io.laurel.auth.lastadmin;

import io.laurel.auth.user.GuardableUserStore;
import io.laurel.auth.user.UserStore;
import io.laurel.auth.user.Users;
import io.vertx.core.Future;
import java.time.Clock;

/** Accounts and their guard, as one node has them. */
record GuardedNode(UserStore users, LastAdminGuard guard) {
  static GuardedNode of(GuardableUserStore accounts, GuardStore list, Clock clock) {
    LastAdminGuard guard = new LastAdminGuard(accounts, list, clock);
    return new GuardedNode(Users.guarded(accounts, guard), guard);
  }

  Future<Void> repair() {
    return guard.repair();
  }
}
