package io.laurel.event.outreach.channel;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The circuits of this node, one for each endpoint that it ever sent to; endpoints are few. */
public final class Circuits {
  private final Vertx vertx;
  private final Clock clock;
  private final CircuitConfig config;
  private final Map<String, Circuit> circuits = new HashMap<>();

  /** All closed. */
  public Circuits(Vertx vertx, Clock clock, CircuitConfig config) {
    this.vertx = vertx;
    this.clock = clock;
    this.config = config;
  }

  /** That of an endpoint. */
  public synchronized Circuit of(String endpointId) {
    return circuits.computeIfAbsent(endpointId, id -> new Circuit(id, vertx, clock, config));
  }

  /** Closes that of an endpoint, which was changed: what failed there says nothing of it now. */
  public synchronized void forget(String endpointId) {
    circuits.remove(endpointId);
  }
}
