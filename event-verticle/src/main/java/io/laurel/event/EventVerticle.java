package io.laurel.event;

import io.laurel.bus.Announcements;
import io.laurel.bus.Endpoints;
import io.laurel.event.event.Event;
import io.laurel.launch.Host;
import io.laurel.schedule.Sweeper;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves events, rewards and claims on the bus. Closes the databases it is given. */
final class EventVerticle extends VerticleBase {
  private final Host host;
  private final EventConfig config;
  private final EventDatabases databases;
  private final TokenVerifier verifier;
  private Sweeper sweeper;
  private Endpoints endpoints;

  EventVerticle(Host host, EventConfig config, EventDatabases databases, TokenVerifier verifier) {
    this.host = host;
    this.config = config;
    this.databases = databases;
    this.verifier = verifier;
  }

  @Override
  public Future<?> start() {
    Stores stores = Stores.of(databases);
    sweeper = stores.addTo(new Sweeper(vertx, config.sweepInterval()));
    return stores.prepare().compose(prepared -> sweeper.start()).compose(swept -> serve(stores));
  }

  private Future<Void> serve(Stores stores) {
    Parts parts = Parts.of(host, vertx, config, stores);
    endpoints = new Endpoints(vertx, host.contract(), verifier);
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
                        parts.offers()::forget));
  }

  @Override
  public Future<?> stop() {
    return endpoints
        .close(config.shutdownPatience())
        .eventually(sweeper::stop)
        .eventually(databases::close);
  }
}
