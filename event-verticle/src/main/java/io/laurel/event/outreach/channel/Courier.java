package io.laurel.event.outreach.channel;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.vertx.core.Future;
import java.time.Duration;

/** Takes parcels to endpoints. */
public interface Courier {
  /**
   * Takes it there, once. Never fails: whatever happens is an outcome.
   *
   * @param limit of the whole way, from looking up a name to the answer's status line
   */
  Future<Outcome> send(Endpoint to, Parcel parcel, Duration limit);
}
