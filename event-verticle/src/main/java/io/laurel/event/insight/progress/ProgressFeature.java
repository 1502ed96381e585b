package io.laurel.event.insight.progress;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.feature.Feature;

/** Progress: how far a user is with an event. */
public final class ProgressFeature implements Feature {
  private final ProgressService service;

  /** The room beside those claims. */
  public ProgressFeature(ClaimFeature claims, StockFeature stock) {
    service = new ProgressService(claims.eligibility(), claims.ledger()::holders, stock.stock());
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("progress.mine", service::mine).serve("progress.get", service::get);
  }
}
