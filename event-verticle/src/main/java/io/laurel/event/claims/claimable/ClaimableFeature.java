package io.laurel.event.claims.claimable;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.offer.OfferFeature;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.feature.Feature;

/** What players can have now. */
public final class ClaimableFeature implements Feature {
  private final ClaimableService service;

  /** The room beside those claims. */
  public ClaimableFeature(
      OfferFeature offers, StockFeature stock, PlayerFeature players, ClaimFeature claims) {
    Claimables claimables =
        new Claimables(offers.running(), claims.eligibility(), claims.ledger(), stock.stock());
    service = new ClaimableService(claimables, players.players());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("claimable.list", service::list);
  }
}
