package io.laurel.event.insight.statistics;

import io.laurel.event.claims.attempt.RefusalHours;
import io.laurel.event.claims.attempt.RefusalHours.Refused;
import io.laurel.event.claims.claim.ClaimStatus;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts claims and refusals between bounds, of one event or of all. */
public final class SeriesCounts {
  private final ClaimSeries claims;
  private final RefusalHours refusals;

  /** Counts of these. */
  public SeriesCounts(ClaimSeries claims, RefusalHours refusals) {
    this.claims = claims;
    this.refusals = refusals;
  }

  /**
   * What happened between one bound and the next.
   *
   * @param claims each once, by the status that it has now
   * @param refusals by code
   */
  public record Point(Instant at, Map<ClaimStatus, Long> claims, Map<String, Long> refusals) {
    private Point(Instant at) {
      this(at, new EnumMap<>(ClaimStatus.class), new HashMap<>());
    }

    /** All of them together. */
    public long claimed() {
      return claims.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All of them together. */
    public long refused() {
      return refusals.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * A point for each bound but the last, also where nothing happened.
   *
   * @param eventId null for all events
   * @param bounds none, or at least two, each later than the one before
   */
  public Future<List<Point>> count(@Nullable String eventId, List<Instant> bounds) {
    if (bounds.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    NavigableMap<Instant, Point> points = new TreeMap<>();
    bounds.subList(0, bounds.size() - 1).forEach(at -> points.put(at, new Point(at)));
    Instant end = bounds.get(bounds.size() - 1);
    return claims
        .count(eventId, bounds)
        .compose(
            counted -> {
              points.forEach(
                  (at, point) -> point.claims().putAll(counted.getOrDefault(at, Map.of())));
              return refusals(eventId, bounds.get(0), end);
            })
        .map(
            found -> {
              found.forEach(refused -> add(points, refused));
              return List.copyOf(points.values());
            });
  }

  private Future<List<Refused>> refusals(@Nullable String eventId, Instant from, Instant to) {
    return eventId == null ? refusals.ofAll(from, to) : refusals.ofEvent(eventId, from, to);
  }

  private static void add(NavigableMap<Instant, Point> points, Refused refused) {
    points
        .floorEntry(refused.at())
        .getValue()
        .refusals()
        .merge(refused.code(), refused.count(), Long::sum);
  }
}
