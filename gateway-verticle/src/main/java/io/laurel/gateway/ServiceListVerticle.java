package io.laurel.gateway;

import io.laurel.bus.BusEndpoints;
import io.laurel.launch.Host;
import io.laurel.security.TokenVerifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Serves {@code service.list} on the bus: every gateway knows who it sends to. */
final class ServiceListVerticle extends VerticleBase {
  private final Host host;
  private final TokenVerifier verifier;
  private final Duration patience;
  private BusEndpoints endpoints;

  /**
   * A verticle that has not begun.
   *
   * @param patience for those in flight at the end
   */
  ServiceListVerticle(Host host, TokenVerifier verifier, Duration patience) {
    this.host = host;
    this.verifier = verifier;
    this.patience = patience;
  }

  @Override
  public Future<?> start() {
    endpoints = new BusEndpoints(vertx, host.contract(), verifier);
    return endpoints.serve("service.list", new ServiceList(host)::list).registered();
  }

  @Override
  public Future<?> stop() {
    return endpoints.close(patience);
  }
}
