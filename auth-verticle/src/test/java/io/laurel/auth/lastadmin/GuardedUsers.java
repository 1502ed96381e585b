package io.laurel.auth.lastadmin;

import io.laurel.auth.TestAuth;
import io.laurel.auth.user.GuardableUserStore;
import io.laurel.auth.user.UserStore;
import java.time.Clock;

/** Guarded accounts for tests of other rooms. */
public final class GuardedUsers {
  private GuardedUsers() {}

  /** Those features with a list in memory. */
  public static TestAuth addTo(TestAuth auth) {
    return auth.with(GuardStore.class, new InMemoryGuardStore());
  }

  /** Those accounts, with a list in memory. */
  public static UserStore of(GuardableUserStore accounts, Clock clock) {
    return GuardedNode.of(accounts, new InMemoryGuardStore(), clock).users();
  }
}
