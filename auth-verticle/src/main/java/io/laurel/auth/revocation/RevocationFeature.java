package io.laurel.auth.revocation;

import io.laurel.auth.key.AccessTokenConfig;
import io.laurel.bus.Announcements;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.revocation.MongoRevocationStore;
import io.laurel.revocation.Revocation;
import io.laurel.revocation.RevocationStore;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** The revocations that every node reads, as far as they are written. */
public final class RevocationFeature implements Feature {
  private final RevocationStore store;
  private final Revoker revoker;

  /** Revokes in the database of that site, and tells its cluster. */
  public RevocationFeature(Site site) {
    store = site.supply(RevocationStore.class, () -> new MongoRevocationStore(site.database()));
    Announcements announcements = site.announcements();
    revoker =
        new Revoker(
            store,
            message -> announcements.publish(Revocation.ANNOUNCED, message),
            AccessTokenConfig.of(site.settings()).takenFor(),
            site.clock());
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("old revocations", Sweeper.SELDOM, revoker::deleteExpired);
  }

  /** What takes tokens away. */
  public Revoker revoker() {
    return revoker;
  }
}
