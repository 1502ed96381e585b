package io.laurel.event.facts.activity;

import io.laurel.bus.Endpoints;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** What users did. */
public final class ActivityFeature implements Feature {
  private final ActivityStore store;
  private final ActivityService service;
  private final FactService facts;

  /** The room at that site. */
  public ActivityFeature(Site site) {
    ActivityConfig config = ActivityConfig.of(site.settings());
    store =
        site.supply(
            ActivityStore.class,
            () -> new MongoActivityStore(site.database(), config.maxSubjects()));
    facts = new FactService(store);
    service =
        new ActivityService(store, GameDayConfig.of(site.settings()).days(), config, site.clock());
  }

  /** Takes facts, and tells what is known. */
  public ActivityService activities() {
    return service;
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("activity.record", service::record)
        .serve("activity.checkIn", service::checkIn)
        .serve("activity.list", facts::list);
  }
}
