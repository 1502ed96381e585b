package io.laurel.auth;

import io.laurel.audit.MongoAuditStore;
import io.laurel.bus.BusEndpoints;
import io.laurel.feature.Features;
import io.laurel.feature.Patience;
import io.laurel.feature.Site;
import io.laurel.launch.Host;
import io.laurel.rate.Rates;
import io.laurel.revocation.Revocations;
import io.laurel.schedule.Sweeper;
import io.laurel.security.JwtVerifier;
import io.laurel.security.KeyRing;
import io.laurel.security.SecurityConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Serves users and sessions on the bus. Closes the databases it is given. */
final class AuthVerticle extends VerticleBase {
  private final Host host;
  private final AuthConfig config;
  private final KeyRing ring;
  private final AuthDatabases databases;
  private final Revocations revocations;
  private Features features;

  AuthVerticle(
      Host host,
      AuthConfig config,
      KeyRing ring,
      AuthDatabases databases,
      Revocations revocations) {
    this.host = host;
    this.config = config;
    this.ring = ring;
    this.databases = databases;
    this.revocations = revocations;
  }

  @Override
  public Future<?> start() {
    Site site = Site.of(host, vertx, databases.accounts(), new MongoAuditStore(databases.audit()));
    SecurityConfig security = SecurityConfig.of(host.settings());
    var verifier = new JwtVerifier(vertx, ring, security, host.clock());
    features =
        new Features(
            AuthFeatures.of(site, ring),
            new Sweeper(vertx, config.sweepInterval()),
            new BusEndpoints(
                vertx,
                host.contract(),
                revocations.guard(verifier),
                host.metrics(),
                Rates.shared(vertx, host.settings())));
    return features.start(site.announcements(), Patience.of(vertx, host.settings()));
  }

  @Override
  public Future<?> stop() {
    return features.stop(config.shutdownPatience()).eventually(databases::close);
  }
}
