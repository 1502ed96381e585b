package io.laurel.event.catalog.endpoint;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.seal.SealConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import java.util.function.Function;

/** Endpoints: where granted rewards are delivered to. */
public final class EndpointFeature implements Feature {
  private final EndpointStore store;
  private final EndpointView view;
  private final EndpointService service;
  private final EndpointDirectory directory;

  /** The room at that site. */
  public EndpointFeature(Site site) {
    store =
        site.supply(
            EndpointStore.class, () -> new MongoEndpointStore(site.database(), site.audit()));
    view = new EndpointView(site.clock());
    EndpointSecrets secrets = new EndpointSecrets(SealConfig.of(site.settings()), site.random());
    service =
        new EndpointService(
            store,
            EndpointConfig.of(site.settings()),
            new EndpointRules(EgressConfig.of(site.settings()).policy(), site.contract()),
            secrets,
            view,
            site.ids(),
            site.clock());
    directory = new StoredEndpoints(store, secrets, site.ids(), site.clock());
  }

  /** Endpoints, for those who name them or deliver to them. */
  public EndpointDirectory endpoints() {
    return directory;
  }

  /** Whether each endpoint that is to get something takes it, as far as is known. */
  public Future<Boolean> areAllWell() {
    return directory
        .all()
        .map(
            all ->
                all.stream()
                    .filter(endpoint -> endpoint.terms().enabled())
                    .allMatch(endpoint -> view.isWell(endpoint.id())));
  }

  /**
   * Says how endpoints do, by their ids; to be registered before {@link #prepare}. Unless somebody
   * does, all are well since the process began.
   */
  public void healthBy(Function<String, Health> health) {
    view.healthBy(health);
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("endpoints", store::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("endpoint.create", service::create)
        .serve("endpoint.list", service::list)
        .serve("endpoint.get", service::get)
        .serve("endpoint.update", service::update)
        .serve("endpoint.rotate", service::rotate);
  }
}
