package io.laurel.auth.lastadmin;

import io.laurel.auth.user.AccountFeature;
import io.laurel.auth.user.AdminGuard;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** The guard that keeps one ADMIN who can sign in, whatever is changed. */
public final class LastAdminFeature implements Feature {
  private final GuardStore guard;
  private final LastAdminGuard lastAdmin;

  /** Guards those accounts. */
  public LastAdminFeature(Site site, AccountFeature accounts) {
    guard = site.supply(GuardStore.class, () -> new MongoGuardStore(site.database()));
    lastAdmin = new LastAdminGuard(accounts.guardable(), guard, site.clock());
  }

  @Override
  public Future<?> prepare() {
    return guard.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("admin guard", lastAdmin::repair);
  }

  /** The guard, for everybody who writes those accounts. */
  public AdminGuard guard() {
    return lastAdmin;
  }
}
