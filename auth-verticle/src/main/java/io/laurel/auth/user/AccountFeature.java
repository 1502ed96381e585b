package io.laurel.auth.user;

import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** The accounts as they are kept, with the audit entries that their changes leave behind. */
public final class AccountFeature implements Feature {
  private final GuardableUserStore store;
  private final Usernames usernames;

  /** Keeps accounts in the database of that site. */
  public AccountFeature(Site site) {
    store =
        site.supply(
            GuardableUserStore.class, () -> new MongoUserStore(site.database(), site.audit()));
    usernames = new Usernames(store);
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("user audit", store::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("user.names", usernames::list);
  }

  /** What accounts are called. */
  public Usernames usernames() {
    return usernames;
  }

  /** The accounts as they are kept, guarded by nobody. */
  public GuardableUserStore store() {
    return store;
  }

  /** The accounts, for who guards them. */
  public GuardableAccounts guardable() {
    return store;
  }

  /** The accounts, for an import that this guard watches. */
  public ImportAccounts imported(AdminGuard guard) {
    return guarded(guard);
  }

  UserStore guarded(AdminGuard guard) {
    return new GuardedUserStore(store, guard);
  }
}
