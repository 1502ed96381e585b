package io.laurel.event.claims.attempt;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Tells how many claims were refused when. What it tells is a few seconds old. */
public interface RefusalHours {
  /**
   * Refusals of one hour; of a part of it, where a day of the game begins in the middle.
   *
   * @param at when that begins
   * @param code why
   */
  record Refused(Instant at, String code, long count) {}

  /** Those of an event that begin in {@code from ≤ t < to}, in no order. */
  Future<List<Refused>> ofEvent(String eventId, Instant from, Instant to);

  /** Those of all events together, in no order. */
  Future<List<Refused>> ofAll(Instant from, Instant to);
}
