package io.laurel.event;

import io.laurel.bus.Announcements;
import io.laurel.bus.BusEndpoints;
import io.laurel.event.event.Event;
import io.laurel.launch.Host;
import io.laurel.schedule.Sweeper;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves events, rewards and claims on the bus. Closes the databases it is given. */
final class EventVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(EventVerticle.class);

  private final Host host;
  private final EventConfig config;
  private final EventDatabases databases;
  private final TokenVerifier verifier;
  private Sweeper sweeper;
  private BusEndpoints endpoints;

  EventVerticle(Host host, EventConfig config, EventDatabases databases, TokenVerifier verifier) {
    this.host = host;
    this.config = config;
    this.databases = databases;
    this.verifier = verifier;
  }

  @Override
  public Future<?> start() {
    Stores stores = Stores.of(databases, config);
    sweeper = stores.addTo(new Sweeper(vertx, config.sweepInterval()));
    return stores.prepare().compose(prepared -> sweeper.start()).compose(swept -> serve(stores));
  }

  private Future<Void> serve(Stores stores) {
    Parts parts = Parts.of(host, vertx, config, stores);
    endpoints = new BusEndpoints(vertx, host.contract(), verifier);
    new Wiring(parts, endpoints).serveAll();
    return endpoints
        .registered()
        .compose(
            registered ->
                parts
                    .announcements()
                    .listenFor(
                        Announcements.EVENT_STATE_CHANGED,
                        Event.ANNOUNCED_ID,
                        parts.offers()::forget))
        .onSuccess(serving -> warmUp(parts));
  }

  /**
   * Nobody waits for this: readiness does not, and who comes earlier only waits a little longer.
   */
  private static void warmUp(Parts parts) {
    parts.criteria().warmUp().onFailure(cause -> LOG.warn("Expressions are not warmed up", cause));
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(databases::close);
  }
}
