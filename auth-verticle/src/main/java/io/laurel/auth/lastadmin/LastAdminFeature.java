package io.laurel.auth.lastadmin;

import io.laurel.auth.user.AccountFeature;
import io.laurel.auth.user.UserStore;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** The guard that keeps one ADMIN who can sign in, whatever is changed. */
public final class LastAdminFeature implements Feature {
  private final GuardStore guard;
  private final GuardedUserStore users;

  /** Guards those accounts. */
  public LastAdminFeature(Site site, AccountFeature accounts) {
    guard = site.supply(GuardStore.class, () -> new MongoGuardStore(site.database()));
    users = new GuardedUserStore(accounts.store(), guard, site.clock());
  }

  @Override
  public Future<?> prepare() {
    return guard.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("admin guard", users::repair);
  }

  /** The accounts, for everybody who writes them. */
  public UserStore users() {
    return users;
  }
}
