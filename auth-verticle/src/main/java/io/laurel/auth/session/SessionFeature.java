package io.laurel.auth.session;

import io.laurel.auth.revocation.RevocationFeature;
import io.laurel.auth.throttle.KnownDevices;
import io.laurel.auth.user.UserFeature;
import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** The sessions that there are: seen and ended by their users, kept for a while, forgotten. */
public final class SessionFeature implements Feature {
  private final SessionStore store;
  private final SessionConfig config;
  private final SessionRevocations revocations;
  private final OwnSessionService own;

  /** Sessions of those users. */
  public SessionFeature(Site site, UserFeature users, RevocationFeature revocation) {
    config = SessionConfig.of(site.settings());
    store = site.supply(SessionStore.class, () -> new MongoSessionStore(site.database()));
    revocations = new SessionRevocations(store, revocation.revoker(), config, site.clock());
    var live = new OwnSessions(store, users.service(), config, site.clock());
    own = new OwnSessionService(live, revocations, users.changes(), config, site.clock());
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper
        .add("session revocations", revocations::sweep)
        .add("old sessions", Sweeper.SELDOM, revocations::forget);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("auth.logout", own::logout)
        .serve("auth.listSessions", own::list)
        .serve("auth.endSession", own::end)
        .serve("auth.endSessions", own::endAll);
  }

  /** From where users signed in. */
  public KnownDevices devices() {
    return store::knows;
  }

  SessionStore store() {
    return store;
  }

  SessionConfig config() {
    return config;
  }

  SessionRevocations revocations() {
    return revocations;
  }
}
