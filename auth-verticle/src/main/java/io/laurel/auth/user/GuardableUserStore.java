package io.laurel.auth.user;

import io.laurel.schedule.Races.Outcome;
import io.vertx.core.Future;

/** Accounts that a guard can watch, as they are kept. */
public interface GuardableUserStore extends UserStore, GuardableAccounts {
  /** Moves on the audit entries that a process left with its accounts. */
  Future<Void> sweep();

  @Override
  default Future<Outcome<User>> unmark(User user) {
    return replace(user, null);
  }
}
