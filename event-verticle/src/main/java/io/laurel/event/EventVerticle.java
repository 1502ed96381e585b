package io.laurel.event;

import io.laurel.audit.MongoAuditStore;
import io.laurel.bus.BusEndpoints;
import io.laurel.feature.Features;
import io.laurel.feature.Patience;
import io.laurel.feature.Site;
import io.laurel.launch.Host;
import io.laurel.rate.Rates;
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
  private Features features;

  EventVerticle(Host host, EventDatabases databases, TokenVerifier verifier) {
    this.host = host;
    this.config = EventConfig.of(host.settings());
    this.databases = databases;
    this.verifier = verifier;
  }

  @Override
  public Future<?> start() {
    MongoAuditStore audit = new MongoAuditStore(databases.audit());
    Site site = Site.of(host, vertx, databases.events(), audit);
    features =
        new Features(
            EventFeatures.of(site),
            new Sweeper(vertx, config.sweepInterval()),
            new BusEndpoints(
                vertx,
                host.contract(),
                verifier,
                host.metrics(),
                Rates.shared(vertx, host.settings())));
    Patience patience = Patience.of(vertx, host.settings());
    return patience
        .retry(audit::prepare)
        .compose(prepared -> features.start(site.announcements(), patience));
  }

  @Override
  public Future<?> stop() {
    return features.stop(config.shutdownPatience()).eventually(databases::close);
  }
}
