package io.laurel.event.outreach.delivery;

import io.laurel.event.catalog.endpoint.Endpoint;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What waits for disabled endpoints is not due; as soon as one is enabled, all of it is. Belongs to
 * one event loop.
 */
final class Parking {
  /**
   * For so long after an endpoint changed, each look frees what is parked: another node may have
   * parked something meanwhile, because it had not seen the change.
   */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** In between, so often, whatever was seen. */
  private static final Duration SELDOM = Duration.ofSeconds(30);

  private final DeliveryStore store;
  private final Time time;
  private final Map<String, Seen> seen = new HashMap<>();

  /**
   * An endpoint at an earlier look.
   *
   * @param since when this version was seen first
   * @param freed when a look freed what was parked
   */
  private record Seen(int version, long since, long freed) {}

  Parking(DeliveryStore store, Time time) {
    this.store = store;
    this.time = time;
  }

  /** Parks or frees what waits for that endpoint. */
  Future<Void> look(Endpoint endpoint) {
    if (!endpoint.terms().enabled()) {
      seen.remove(endpoint.id());
      return store.park(endpoint.id());
    }
    long now = time.nanos().getAsLong();
    Seen before = seen.get(endpoint.id());
    long since = now;
    if (before != null && before.version() == endpoint.version()) {
      since = before.since();
      if (now - since > SETTLING.toNanos() && now - before.freed() < SELDOM.toNanos()) {
        return Future.succeededFuture();
      }
    }
    Seen seenAt = new Seen(endpoint.version(), since, now);
    return store
        .unpark(endpoint.id(), Instants.now(time.clock()))
        .onSuccess(done -> seen.put(endpoint.id(), seenAt));
  }
}
