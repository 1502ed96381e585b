package io.laurel.event.claims.attempt;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts refused attempts. */
public interface RefusalCounts {
  /** When the first attempt at an event's rewards was refused; null where none was. */
  Future<@Nullable Instant> oldest(String eventId);

  /**
   * How many attempts were first refused in {@code from ≤ t < to}, or {@code most} where there are
   * more.
   */
  Future<Long> countUpTo(long most, String eventId, Instant from, Instant to);

  /** How often each code was the answer to attempts first refused in {@code from ≤ t < to}. */
  Future<Map<String, Long>> countByCode(String eventId, Instant from, Instant to);
}
