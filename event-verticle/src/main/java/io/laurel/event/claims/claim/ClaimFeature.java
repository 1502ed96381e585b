package io.laurel.event.claims.claim;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.accesscode.UsedCodes;
import io.laurel.event.catalog.code.CodeFeature;
import io.laurel.event.catalog.offer.OfferFeature;
import io.laurel.event.catalog.stock.HeldSerials;
import io.laurel.event.catalog.stock.StockFeature;
import io.laurel.event.claims.attempt.AttemptFeature;
import io.laurel.event.claims.judgment.Eligibility;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.event.facts.activity.ActivityFeature;
import io.laurel.event.facts.condition.ConditionFeature;
import io.laurel.event.facts.gameday.GameDayConfig;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.vertx.core.Future;

/** Claims: who gets what. */
public final class ClaimFeature implements Feature {
  /** What the room builds on, wing by wing. */
  public record Ground(
      ConditionFeature conditions,
      ActivityFeature activities,
      OfferFeature offers,
      StockFeature stock,
      CodeFeature codes,
      AttemptFeature attempts,
      PlayerFeature players) {}

  private final ClaimStore store;
  private final Eligibility eligibility;
  private final ClaimLedger ledger;
  private final ClaimView view;
  private final Claiming claiming;
  private final ClaimService service;

  /** The room at that site. */
  public ClaimFeature(Site site, Ground ground) {
    store = site.supply(ClaimStore.class, () -> new MongoClaimStore(site.database(), site.audit()));
    eligibility =
        new Eligibility(
            ground.offers().offers(),
            ground.activities().activities(),
            ground.conditions().criteria(),
            GameDayConfig.of(site.settings()).days(),
            site.clock());
    ledger = new ClaimLedger(store, ground.stock().stock(), new ClaimNews(site.announcements()));
    view = new ClaimView(ground.codes().vault());
    ClaimDesk desk = new ClaimDesk(ledger, ground.stock().stock(), view, site.ids());
    claiming =
        new Claiming(
            desk, ground.attempts().refusals(), eligibility, new ClaimMeters(site.metrics()));
    service = new ClaimService(desk, claiming, ground.players().players(), eligibility);
    ground.stock().countIn(store);
  }

  /** What users may have. */
  public Eligibility eligibility() {
    return eligibility;
  }

  /** Where every change of a claim goes. */
  public ClaimLedger ledger() {
    return ledger;
  }

  /** Which units, and which uses of words, claims hold. */
  public HeldSerials heldSerials() {
    return store;
  }

  /** Which codes claims have used. */
  public UsedCodes usedCodes() {
    return store::countUsed;
  }

  /** The way of every claim. */
  public Claiming claiming() {
    return claiming;
  }

  /** Shows claims to whoever may see them. */
  public ClaimView view() {
    return view;
  }

  @Override
  public Future<?> prepare() {
    return store.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("claims", store::sweep);
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("claim.submit", service::submit).serve("claim.get", service::get);
  }
}
