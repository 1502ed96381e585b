package io.laurel.event.insight.overview;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.insight.history.ClaimHistory;
import io.laurel.event.insight.statistics.RecentCounts;
import io.laurel.event.insight.statistics.SeriesCounts;
import io.laurel.event.insight.statistics.SeriesCounts.Point;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Tells staff how things are. */
final class OverviewService {
  private static final int HOURS = 24;

  /** There is one overview for everybody. */
  private static final String ALL = "all";

  private static final ClaimHistory.Filter PENDING =
      new ClaimHistory.Filter(null, null, null, ClaimStatus.PENDING_APPROVAL, null, null);

  private final Sources sources;
  private final RecentCounts<String, JsonObject> recent;
  private final Clock clock;

  /** Who knows what an overview tells. */
  record Sources(
      Catalog catalog,
      ClaimHistory claims,
      SeriesCounts series,
      Supplier<Future<DeliveryCounts>> deliveries,
      Wellbeing wellbeing) {}

  /**
   * A service for these.
   *
   * @param maxAge as {@link RecentCounts} has it
   * @param nanos a clock that only runs forward
   */
  OverviewService(Sources sources, Duration maxAge, Clock clock, LongSupplier nanos) {
    this.sources = sources;
    this.recent = new RecentCounts<>(maxAge, nanos);
    this.clock = clock;
  }

  /** The overview. */
  Future<Reply> of(Call call) {
    return recent.recent(ALL, () -> count(call)).map(counted -> Reply.of(counted.copy()));
  }

  private Future<JsonObject> count(Call call) {
    Instant now = Instants.now(clock);
    Catalog catalog = sources.catalog();
    JsonObject json = new JsonObject().put("countedAt", Instants.format(now));
    return Future.all(
            List.of(
                catalog
                    .byStatus(now)
                    .onSuccess(
                        found -> json.put("events", new JsonObject().put("byStatus", found))),
                catalog.startingSoon(now).onSuccess(found -> json.put("startingSoon", found)),
                catalog
                    .running(now)
                    .onSuccess(
                        found -> json.put("endingWithinADay", Catalog.endingSoon(found, now)))
                    .compose(catalog::lowStock)
                    .onSuccess(found -> json.put("lowStock", found)),
                pending().onSuccess(found -> json.put("pending", found)),
                sources.deliveries().get().onSuccess(found -> json.put("deliveries", json(found))),
                sources
                    .series()
                    .count(null, lastHours(now))
                    .onSuccess(points -> putHours(json, points)),
                sources
                    .wellbeing()
                    .isWell(call)
                    .onSuccess(well -> json.put("health", well ? "UP" : "DEGRADED"))))
        .map(json);
  }

  private Future<JsonObject> pending() {
    Future<Long> count = sources.claims().count(PENDING);
    return sources
        .claims()
        .list(PENDING, PageOrder.OLDEST_FIRST, new PageRequest(1, null))
        .compose(
            page ->
                count.map(
                    waiting -> {
                      JsonObject json = new JsonObject().put("count", waiting);
                      page.items()
                          .forEach(
                              oldest ->
                                  json.put("oldestAt", Instants.format(oldest.requestedAt())));
                      return json;
                    }));
  }

  private static JsonObject json(DeliveryCounts counts) {
    return new JsonObject().put("pending", counts.pending()).put("failed", counts.failed());
  }

  /** The one that runs is the last. */
  private static List<Instant> lastHours(Instant now) {
    Instant end = now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    return IntStream.rangeClosed(0, HOURS)
        .mapToObj(hour -> end.minus(HOURS - hour, ChronoUnit.HOURS))
        .toList();
  }

  private static void putHours(JsonObject json, List<Point> points) {
    Map<String, Long> byCode = new TreeMap<>();
    points.forEach(
        point -> point.refusals().forEach((code, count) -> byCode.merge(code, count, Long::sum)));
    json.put("hours", new JsonArray(points.stream().map(OverviewService::json).toList()))
        .put(
            "refusals",
            new JsonArray(
                byCode.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                    .map(
                        code ->
                            new JsonObject()
                                .put("code", code.getKey())
                                .put("count", code.getValue()))
                    .toList()));
  }

  private static JsonObject json(Point point) {
    return new JsonObject()
        .put("at", Instants.format(point.at()))
        .put("claims", point.claimed())
        .put("refusals", point.refused());
  }
}
