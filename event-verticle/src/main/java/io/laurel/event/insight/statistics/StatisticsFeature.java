package io.laurel.event.insight.statistics;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.attempt.AttemptFeature;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import java.time.Duration;

/** Statistics: what became of an event, in numbers. */
public final class StatisticsFeature implements Feature {
  private final StatisticsService service;
  private final SeriesCounts counted;
  private final SeriesService series;

  /** The room at that site. */
  public StatisticsFeature(
      Site site,
      EventFeature events,
      RewardFeature rewards,
      StockFeature stock,
      AttemptFeature attempts) {
    GameDays days = GameDayConfig.of(site.settings()).days();
    Duration maxAge = StatisticsConfig.of(site.settings()).maxAge();
    ClaimSeries claims =
        site.supply(ClaimSeries.class, () -> new MongoClaimSeries(site.database()));
    EventCounts counts =
        new EventCounts(
            site.supply(ClaimCounts.class, () -> new MongoClaimCounts(site.database())),
            claims,
            attempts.counts(),
            days,
            maxAge,
            site.clock(),
            site.nanos());
    service = new StatisticsService(counts, events.events(), rewards::ofEvent, stock.stock());
    counted = new SeriesCounts(claims, attempts.hours());
    series = new SeriesService(events.events(), counted, days, maxAge, site.clock(), site.nanos());
  }

  /** Counts between bounds of time. */
  public SeriesCounts series() {
    return counted;
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("event.statistics", service::of).serve("event.series", series::of);
  }
}
