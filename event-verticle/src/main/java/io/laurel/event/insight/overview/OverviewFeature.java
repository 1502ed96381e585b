package io.laurel.event.insight.overview;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.endpoint.EndpointFeature;
import io.laurel.event.catalog.event.EventFeature;
import io.laurel.event.catalog.reward.RewardFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.event.insight.history.HistoryFeature;
import io.laurel.event.insight.statistics.StatisticsConfig;
import io.laurel.event.insight.statistics.StatisticsFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** The overview: all that somebody looks at first. */
public final class OverviewFeature implements Feature {
  private final OverviewService service;
  private Supplier<Future<DeliveryCounts>> deliveries =
      () -> Future.succeededFuture(new DeliveryCounts(0, 0));

  /** What an overview is made of. */
  public record Ground(
      EventFeature events,
      RewardFeature rewards,
      StockFeature stock,
      EndpointFeature endpoints,
      PlayerFeature players,
      HistoryFeature histories,
      StatisticsFeature statistics) {}

  /** The room at that site. */
  public OverviewFeature(Site site, Ground ground) {
    service =
        new OverviewService(
            new OverviewService.Sources(
                new Catalog(ground.events(), ground.rewards(), ground.stock().stock()),
                ground.histories().history(),
                ground.statistics().series(),
                () -> deliveries.get(),
                new Wellbeing(ground.players().usernames(), ground.endpoints())),
            StatisticsConfig.of(site.settings()).maxAge(),
            site.clock(),
            site.nanos());
  }

  /** Counts deliveries; to be registered before anything is served. Until then there are none. */
  public void deliveriesBy(Supplier<Future<DeliveryCounts>> counts) {
    deliveries = counts;
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("event.overview", service::of);
  }
}
