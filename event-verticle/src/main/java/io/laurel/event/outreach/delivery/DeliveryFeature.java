package io.laurel.event.outreach.delivery;

import io.laurel.bus.Announcements;
import io.laurel.bus.Beacon;
import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.code.CodeFeature;
import io.laurel.event.catalog.endpoint.EgressConfig;
import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.event.catalog.endpoint.EndpointFeature;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.event.insight.overview.DeliveryCounts;
import io.laurel.event.insight.overview.OverviewFeature;
import io.laurel.event.outreach.channel.CircuitConfig;
import io.laurel.event.outreach.channel.Circuits;
import io.laurel.event.outreach.channel.Courier;
import io.laurel.event.outreach.channel.Couriers;
import io.laurel.event.outreach.delivery.Delivery.State;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Deliveries: what claims tell the game. */
public final class DeliveryFeature implements Feature {
  /** No endpoint on the bus can have this address: theirs begin with a letter. */
  private static final String NODES = "_event.delivery.nodes";

  private final Vertx vertx;
  private final DeliveryStore store;
  private final Couriers couriers;
  private final Nodes nodes;
  private final Dispatcher dispatcher;
  private final DeliveryIntake intake;
  private final OldestPending oldest;
  private final DeliveryService service;
  private final RedeliveryService redelivery;
  private final EndpointProbe probe;
  private final Duration patience;
  private long telling = -1;

  /**
   * The room at that site, which tells those endpoints of those claims, and that overview how many
   * deliveries there are.
   */
  public DeliveryFeature(
      Site site,
      EndpointFeature endpoints,
      CodeFeature codes,
      ClaimFeature claims,
      OverviewFeature overview) {
    vertx = site.vertx();
    DeliveryConfig config = DeliveryConfig.of(site.settings());
    Time time = Time.of(site);
    EndpointDirectory directory = site.supply(EndpointDirectory.class, endpoints::endpoints);
    store = site.supply(DeliveryStore.class, () -> new MongoDeliveryStore(site.database()));
    couriers =
        new Couriers(site, EgressConfig.of(site.settings()).policy(), directory::signingKeys);
    Courier courier = site.supply(Courier.class, () -> couriers);
    DeliveryWorker.Tools tools =
        new DeliveryWorker.Tools(
            store,
            claims.ledger(),
            codes.vault(),
            courier,
            directory,
            new DeliveryNews(site.announcements(), new DeliveryMeters(site.metrics())));
    Circuits circuits = new Circuits(vertx, site.clock(), CircuitConfig.of(site.settings()));
    nodes = new Nodes(new Beacon(vertx, NODES), site.nanos());
    dispatcher = new Dispatcher(vertx, tools, config, circuits, nodes::count, time);
    intake =
        new DeliveryIntake(
            vertx, claims.ledger(), store, config.schedule(), time, dispatcher::wake);
    oldest = new OldestPending(vertx, store, site.clock(), site.metrics());
    service = new DeliveryService(store, dispatcher::isOpen, site.clock());
    redelivery =
        new RedeliveryService(
            new RedeliveryService.Desk(
                store, claims.ledger(), claims.view(), directory, dispatcher::wake),
            site.ids(),
            site.clock());
    probe = new EndpointProbe(directory, courier, config.timeout(), site.ids(), time);
    patience = site.settings().millis("SHUTDOWN_TIMEOUT_MS", 0, 600_000);
    claims.ledger().onDeliveries(intake::take);
    claims.view().reportedBy(service::reports);
    overview.deliveriesBy(this::counts);
    endpoints.healthBy(id -> nodes.worst(id, dispatcher.health(id)));
  }

  private Future<DeliveryCounts> counts() {
    return Future.all(store.count(State.PENDING), store.count(State.FAILED))
        .map(both -> new DeliveryCounts(both.<Long>resultAt(0), both.<Long>resultAt(1)));
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("deliveries", intake::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("delivery.list", service::list)
        .serve("claim.redeliver", redelivery::ofClaim)
        .serve("endpoint.redeliver", redelivery::ofEndpoint)
        .serve("endpoint.test", probe::run);
  }

  /** From here on it sends. */
  @Override
  public Future<?> listen(Announcements announcements) {
    return nodes
        .listen()
        .compose(
            listening -> {
              nodes.tell(dispatcher.health());
              telling =
                  vertx.setPeriodic(
                      Nodes.INTERVAL.toMillis(), tick -> nodes.tell(dispatcher.health()));
              return Future.all(dispatcher.start(), oldest.start());
            });
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(telling);
    return dispatcher
        .stop(patience)
        .eventually(oldest::stop)
        .eventually(nodes::leave)
        .eventually(couriers::close);
  }
}
