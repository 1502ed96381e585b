package io.laurel.event.insight.history;

import io.laurel.bus.Endpoints;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;

/** Histories: what was claimed, for players, staff and spreadsheets. */
public final class HistoryFeature implements Feature {
  private final ClaimHistory history;
  private final HistoryService service;

  /** The room at that site, beside those claims of those players. */
  public HistoryFeature(Site site, ClaimFeature claims, PlayerFeature players) {
    history = site.supply(ClaimHistory.class, () -> new MongoClaimHistory(site.database()));
    service =
        new HistoryService(
            history,
            claims.view(),
            players.usernames(),
            HistoryConfig.of(site.settings()).exportPage());
  }

  /** Lists claims. */
  public ClaimHistory history() {
    return history;
  }

  @Override
  public Future<?> prepare() {
    return history.prepare();
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints
        .serve("claim.mine", service::mine)
        .serve("claim.list", service::list)
        .serve("claim.export", service::export);
  }
}
