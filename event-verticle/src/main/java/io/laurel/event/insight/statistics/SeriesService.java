package io.laurel.event.insight.statistics;

import io.laurel.bus.Call;
import io.laurel.bus.Reply;
import io.laurel.event.catalog.event.Event;
import io.laurel.event.catalog.event.EventService;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.event.insight.statistics.SeriesCounts.Point;
import io.laurel.failure.Failure;
import io.laurel.time.Instants;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;

/** Tells staff how an event goes, point by point. */
public final class SeriesService {
  /** Points of one answer. */
  private static final int MOST = 1_000;

  private final EventService events;
  private final SeriesCounts counts;
  private final RecentCounts<Asked, List<Point>> recent;
  private final GameDays days;
  private final Clock clock;

  /** What is the same answer for a while. */
  private record Asked(String eventId, Step step, Instant from, Instant to) {}

  /**
   * A service for these.
   *
   * @param maxAge as {@link RecentCounts} has it
   * @param nanos a clock that only runs forward
   */
  SeriesService(
      EventService events,
      SeriesCounts counts,
      GameDays days,
      Duration maxAge,
      Clock clock,
      LongSupplier nanos) {
    this.events = events;
    this.counts = counts;
    this.recent = new RecentCounts<>(maxAge, nanos);
    this.days = days;
    this.clock = clock;
  }

  /**
   * The series of one event. Fails with {@code event-not-found}, and with {@code invalid-request}
   * for times that are none or in the wrong order, and where there would be too many points.
   */
  public Future<Reply> of(Call call) {
    Step step = Step.valueOf(call.text("step"));
    Instant from = call.instantOrNull("from");
    Instant to = call.instantOrNull("to");
    if (from != null && to != null && !from.isBefore(to)) {
      throw Failure.invalidRequest("/from", "must be before to");
    }
    return events
        .visible(call.principal(), call.text("eventId"))
        .compose(
            event ->
                points(
                    event,
                    step,
                    from == null ? event.schedule().startsAt() : from,
                    to == null ? end(event) : to))
        .map(points -> Reply.of(json(step, points)));
  }

  /** A claim may still be made at the last moment. */
  private Instant end(Event event) {
    Instant now = Instants.now(clock);
    Instant until = event.schedule().claimUntil();
    return (until.isBefore(now) ? until : now).plusMillis(1);
  }

  private Future<List<Point>> points(Event event, Step step, Instant from, Instant to) {
    List<Instant> bounds = step.bounds(from, to, MOST, days);
    if (bounds.size() > MOST + 1) {
      throw Failure.invalidRequest(
          "/from", "asks for more than " + MOST + " points; ask for less time, or for days");
    }
    if (bounds.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    Asked asked = new Asked(event.id(), step, bounds.get(0), bounds.get(bounds.size() - 1));
    return recent.recent(asked, () -> counts.count(event.id(), bounds));
  }

  private static JsonObject json(Step step, List<Point> points) {
    return new JsonObject()
        .put("step", step.name())
        .put("points", new JsonArray(points.stream().map(SeriesService::json).toList()));
  }

  private static JsonObject json(Point point) {
    return new JsonObject()
        .put("at", Instants.format(point.at()))
        .put("claims", point.claimed())
        .put("byStatus", Tally.toJson(point.claims()))
        .put("refusals", point.refused());
  }
}
