package io.laurel.event.claims.claimable;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.offer.OfferFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.FairLoop;

/** What players can have now, and all of it at once. */
public final class ClaimableFeature implements Feature {
  private final ClaimableService list;
  private final ClaimAllService all;

  /** The room beside those claims, at that site. */
  public ClaimableFeature(
      Site site,
      OfferFeature offers,
      StockFeature stock,
      PlayerFeature players,
      ClaimFeature claims) {
    Claimables claimables =
        new Claimables(
            offers.running(),
            claims.eligibility(),
            claims.ledger(),
            stock.stock(),
            new FairLoop(site.vertx(), site.nanos()));
    list = new ClaimableService(claimables, players.players());
    all =
        new ClaimAllService(
            new ClaimAll.Means(claimables, claims.claiming(), site.ids(), site.nanos()),
            claims.ledger(),
            players.players());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("claimable.list", list::list).serve("claim.submitAll", all::submitAll);
  }
}
