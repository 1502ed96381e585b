package io.laurel.event.catalog.accesscode;

import io.vertx.core.Future;

/** Counts claims by codes: the truth about what is used. */
@FunctionalInterface
public interface UsedCodes {
  /** How many claims hold a use of codes of that batch, or of that word. */
  Future<Integer> used(String eventId, String batch);
}
