package io.laurel.event.catalog.endpoint;

import io.laurel.time.Instants;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * How an endpoint does.
 *
 * @param failures how often it failed in a row
 * @param since when it came into this state
 */
public record Health(State state, int failures, Instant since) {
  /** Whether anything is sent to it. */
  public enum State {
    /** It is. */
    CLOSED,
    /** It failed too often. */
    OPEN,
    /** It failed too often, and one delivery tries whether it takes them again. */
    HALF_OPEN
  }

  /** As answered. */
  JsonObject toJson() {
    return new JsonObject()
        .put("state", state.name())
        .put("failures", failures)
        .put("since", Instants.format(since));
  }
}
