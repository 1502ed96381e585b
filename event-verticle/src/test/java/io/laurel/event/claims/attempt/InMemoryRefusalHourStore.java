package io.laurel.event.claims.attempt;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts of refusals in a map. */
public final class InMemoryRefusalHourStore implements RefusalHourStore {
  private final Map<Slot, Long> counts = new HashMap<>();
  private final Set<String> tokens = new HashSet<>();

  @Override
  public Future<Void> prepare() {
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Void> add(String token, Map<Slot, Long> added) {
    if (tokens.add(token)) {
      added.forEach((slot, count) -> counts.merge(slot, count, Long::sum));
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<List<Refused>> ofEvent(String eventId, Instant from, Instant to) {
    return sums(eventId, from, to);
  }

  @Override
  public Future<List<Refused>> ofAll(Instant from, Instant to) {
    return sums(null, from, to);
  }

  private synchronized Future<List<Refused>> sums(String eventId, Instant from, Instant to) {
    Map<Refused, Long> sums = new HashMap<>();
    counts.forEach(
        (slot, count) -> {
          if ((eventId == null || slot.eventId().equals(eventId))
              && !slot.at().isBefore(from)
              && slot.at().isBefore(to)) {
            sums.merge(new Refused(slot.at(), slot.code(), 0), count, Long::sum);
          }
        });
    return Future.succeededFuture(
        sums.entrySet().stream()
            .map(sum -> new Refused(sum.getKey().at(), sum.getKey().code(), sum.getValue()))
            .toList());
  }
}
