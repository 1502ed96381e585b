package io.laurel.event.claims.redemption;

import io.laurel.bus.Endpoints;
import io.laurel.event.catalog.accesscode.AccessCodeFeature;
import io.laurel.event.catalog.accesscode.AccessCodes;
import io.laurel.event.catalog.stock.SerialBlock;
import io.laurel.event.catalog.stock.Stock;
import io.laurel.event.catalog.stock.StockConfig;
import io.laurel.event.claims.claim.ClaimFeature;
import io.laurel.event.claims.claim.CodeLock;
import io.laurel.event.claims.player.PlayerFeature;
import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.laurel.schedule.Sweeper;
import io.laurel.throttle.TryStore;
import io.vertx.core.Future;
import java.time.Duration;

/** Claims by codes that players enter. */
public final class RedemptionFeature implements Feature {
  /** How long the pool itself takes what a scan found for true: for all who ask at once. */
  private static final Duration VERDICT = Duration.ofMillis(50);

  private final Site site;
  private final TryStore tries;
  private final RedemptionService service;

  /** The room at that site, beside those claims. */
  public RedemptionFeature(
      Site site, AccessCodeFeature accessCodes, PlayerFeature players, ClaimFeature claims) {
    this.site = site;
    RedemptionConfig config = RedemptionConfig.of(site.settings());
    tries = site.supply(TryStore.class, () -> MongoRedemptionStore.tries(site.database()));
    AccessCodes codes = accessCodes.codes();
    WordUses words = new WordUses(uses(site, codes, claims), config.usedUpMemory(), site.nanos());
    service =
        new RedemptionService(
            site.supply(RedemptionStore.class, () -> new MongoRedemptionStore(site.database())),
            codes,
            new WrongTries(config, tries, site.ids(), site.clock(), site.nanos()),
            words,
            new RedemptionService.Desk(
                claims.eligibility(), claims.claiming(), players.players(), site.ids()),
            config,
            site.vertx());
    accessCodes.countIn(claims.usedCodes());
    claims.ledger().onFreedUse(words::freed);
  }

  /** A pool like that of stock; it is {@link WordUses} that remembers its verdicts. */
  private static Stock uses(Site site, AccessCodes codes, ClaimFeature claims) {
    StockConfig config = StockConfig.of(site.settings());
    return new Stock(
        (pile, uses, count) -> takeUses(codes, pile, uses, count),
        claims.heldSerials(),
        new StockConfig(config.blockMax(), VERDICT, config.remainingMaxAge()),
        site.nanos(),
        site.random());
  }

  private static Future<SerialBlock> takeUses(AccessCodes codes, String pile, int uses, int count) {
    return codes.takeUses(CodeLock.place(pile), uses, count);
  }

  @Override
  public Future<?> prepare() {
    return tries.prepare();
  }

  @Override
  public void sweepers(Sweeper sweeper) {
    sweeper.add("wrong codes", Sweeper.SELDOM, () -> tries.clearExpired(site.clock().instant()));
  }

  @Override
  public void serve(Endpoints endpoints) {
    endpoints.serve("claim.redeem", service::redeem);
  }
}
