package io.laurel.event.insight.statistics;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.attempt.AttemptFeature;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;

/** Statistics: what became of an event, in numbers. */
public final class StatisticsFeature implements Feature {
  private final StatisticsService service;

  /** The room at that site. */
  public StatisticsFeature(
      Site site,
      EventFeature events,
      RewardFeature rewards,
      StockFeature stock,
      AttemptFeature attempts) {
    EventCounts counts =
        new EventCounts(
            site.supply(ClaimCounts.class, () -> new MongoClaimCounts(site.database())),
            attempts.counts(),
            GameDayConfig.of(site.settings()).days(),
            StatisticsConfig.of(site.settings()).maxAge(),
            site.clock(),
            site.nanos());
    service = new StatisticsService(counts, events.events(), rewards::ofEvent, stock.stock());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("event.statistics", service::of);
  }
}
