package io.laurel.event.catalog.reward;

import io.laurel.event.catalog.endpoint.EndpointDirectory;
import io.laurel.failure.Failure;
import io.vertx.core.Future;

/** Where rewards may be delivered to. */
public final class Destinations {
  private final EndpointDirectory endpoints;

  /** Those endpoints, disabled ones too. */
  public Destinations(EndpointDirectory endpoints) {
    this.endpoints = endpoints;
  }

  /** Fails with {@code invalid-request} where the terms name an endpoint that is none. */
  Future<Void> check(RewardTerms terms) {
    return terms.endpointId() == null
        ? Future.succeededFuture()
        : endpoints
            .find(terms.endpointId())
            .map(
                found -> {
                  if (found.isEmpty()) {
                    throw Failure.invalidRequest(
                        "/delivery/endpointId", "must be that of an endpoint");
                  }
                  return null;
                });
  }
}
