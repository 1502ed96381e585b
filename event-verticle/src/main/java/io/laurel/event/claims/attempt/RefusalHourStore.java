package io.laurel.event.claims.attempt;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;

/** Keeps how many claims were refused, by event, hour and code. */
public interface RefusalHourStore extends RefusalHours {
  /** What is counted apart. */
  record Slot(String eventId, Instant at, String code) {}

  /** Makes what the store needs to serve; idempotent. */
  Future<Void> prepare();

  /**
   * Adds to what was counted, once however often it is asked with the same token.
   *
   * @param token tells these counts from all others
   */
  Future<Void> add(String token, Map<Slot, Long> counts);
}
