package io.laurel.event.catalog.preview;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.endpoint.EndpointFeature;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.facts.activity.ActivityConfig;
import io.laurel.event.facts.condition.ConditionFeature;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;

/** Previews: events as players would see them. */
public final class PreviewFeature implements Feature {
  private final PreviewService service;

  /** The room at that site. */
  public PreviewFeature(
      Site site,
      ConditionFeature conditions,
      EventFeature events,
      RewardFeature rewards,
      EndpointFeature endpoints,
      StockFeature stock) {
    Reach reach =
        new Reach(
            conditions.criteria(),
            GameDayConfig.of(site.settings()).days(),
            ActivityConfig.of(site.settings()).maxSubjects());
    service =
        new PreviewService(
            events.events(),
            rewards::ofEvent,
            stock.stock(),
            new Checks(reach, endpoints.endpoints()),
            site.clock());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("event.preview", service::of);
  }
}
