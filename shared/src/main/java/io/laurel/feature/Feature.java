package io.laurel.feature;

import io.laurel.bus.Announcements;
import io.laurel.bus.Endpoints;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/**
 * One room of a service, as its process sees it: what it needs before it serves, what it repeats,
 * and what it offers. A verticle is a list of them, {@link Features} runs it: nobody else knows
 * them all. A feature is given the features it builds on when it is made; who must hear of what
 * happens in one of these registers there, before it is prepared. Belongs to one event loop.
 */
public interface Feature {
  /** Makes what must be there to serve, such as indexes; after that of the features before it. */
  default Future<?> prepare() {
    return Future.succeededFuture();
  }

  /** Adds what a dying process may have left undone here; swept once before anything is served. */
  default void sweepers(Sweeper sweeper) {}

  /** Serves this feature's operations. */
  default void serve(Endpoints endpoints) {}

  /** Listens for what other nodes tell; completes when they know that somebody does. */
  default Future<?> listen(Announcements announcements) {
    return Future.succeededFuture();
  }

  /** Ends what this feature started by itself; calls in flight are over by then. */
  default Future<?> stop() {
    return Future.succeededFuture();
  }
}
