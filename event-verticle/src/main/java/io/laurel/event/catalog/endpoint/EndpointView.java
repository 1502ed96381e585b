package io.laurel.event.catalog.endpoint;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.function.Function;

/** An endpoint as it is shown: with how it does. */
final class EndpointView {
  private final Clock clock;
  private Function<String, Health> health;

  /** A view of endpoints that do well, until somebody knows more. */
  EndpointView(Clock clock) {
    Health well = new Health(Health.State.CLOSED, 0, clock.instant());
    this.clock = clock;
    this.health = id -> well;
  }

  void healthBy(Function<String, Health> known) {
    health = known;
  }

  boolean isWell(String endpointId) {
    return health.apply(endpointId).state() == Health.State.CLOSED;
  }

  JsonObject of(Endpoint endpoint) {
    return endpoint.toJson(clock.instant()).put("health", health.apply(endpoint.id()).toJson());
  }

  /** The same in the one answer that tells the secret. */
  JsonObject of(Endpoint endpoint, String secret) {
    return of(endpoint).put("secret", secret);
  }
}
