package io.laurel.event.claims.attempt;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** Attempts: who was refused what, and why. */
public final class AttemptFeature implements Feature {
  private final AttemptStore store;
  private final AttemptService service;

  /** The room at that site: attempts of those players. */
  public AttemptFeature(Site site, EventFeature events, PlayerFeature players) {
    store = site.supply(AttemptStore.class, () -> new MongoAttemptStore(site.database()));
    service = new AttemptService(store, events.events(), players.usernames());
  }

  /** Takes down refusals. */
  public RefusalLog refusals() {
    return store;
  }

  /** Counts refusals. */
  public RefusalCounts counts() {
    return store;
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("attempt.list", service::list);
  }
}
