package io.laurel.event.catalog.definition;

import io.laurel.bus.Endpoints;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** Definitions: what rewards are made of again and again. */
public final class DefinitionFeature implements Feature {
  private final DefinitionStore store;
  private final DefinitionService service;

  /** The room at that site. */
  public DefinitionFeature(Site site) {
    store =
        site.supply(
            DefinitionStore.class, () -> new MongoDefinitionStore(site.database(), site.audit()));
    service = new DefinitionService(store, site.ids(), site.clock());
  }

  /** Makes definitions, and gives them to those who make rewards. */
  public DefinitionService definitions() {
    return service;
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("definitions", store::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("definition.create", service::create)
        .serve("definition.list", service::list)
        .serve("definition.get", service::get)
        .serve("definition.update", service::update);
  }
}
