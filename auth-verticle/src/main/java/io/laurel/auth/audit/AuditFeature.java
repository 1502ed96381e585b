package io.laurel.auth.audit;

import io.laurel.audit.AuditStore;
import io.laurel.auth.user.AccountFeature;
import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** The audit entries of every service, as auditors read them. */
public final class AuditFeature implements Feature {
  private final AuditStore store;
  private final AuditService service;

  /** Reads the entries of that site, with the names of those accounts. */
  public AuditFeature(Site site, AccountFeature accounts) {
    store = site.audit();
    service = new AuditService(store, accounts.usernames());
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("audit.list", service::list);
  }
}
