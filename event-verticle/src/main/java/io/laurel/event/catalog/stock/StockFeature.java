package io.laurel.event.catalog.stock;

import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;
import java.util.Set;

/**
 * Stock: which unit of a limited reward is next. It keeps nothing itself: rewards say which serials
 * were never handed out, claims which are held, and both say so here before {@link #prepare}.
 */
public final class StockFeature implements Feature {
  private final Stock stock;
  private SerialBlocks blocks;
  private HeldSerials held;

  /** The room at that site. */
  public StockFeature(Site site) {
    stock =
        new Stock(
            (rewardId, units, count) -> blocks.takeSerials(rewardId, units, count),
            new HeldLater(),
            StockConfig.of(site.settings()),
            site.nanos(),
            site.random());
  }

  /** Hands out serials, and counts what is left. */
  public Stock stock() {
    return stock;
  }

  /** Serials come from there. */
  public void takeFrom(SerialBlocks source) {
    blocks = source;
  }

  /** Serials are held there. */
  public void countIn(HeldSerials truth) {
    held = truth;
  }

  @Override
  public Future<?> prepare() {
    return blocks == null || held == null
        ? Future.failedFuture(new IllegalStateException("Nobody keeps serials"))
        : Future.succeededFuture();
  }

  private final class HeldLater implements HeldSerials {
    @Override
    public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
      return held.countHeld(eventId, rewardId, decade);
    }

    @Override
    public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
      return held.held(eventId, rewardId, decade);
    }
  }
}
