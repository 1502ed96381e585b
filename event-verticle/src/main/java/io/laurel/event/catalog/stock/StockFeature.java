package io.laurel.event.catalog.stock;

import io.laurel.feature.Feature;
import io.laurel.feature.Site;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stock: which unit of a limited reward is next. It keeps nothing itself: rewards say which serials
 * were never handed out, claims which are held, and both say so here before {@link #prepare}.
 */
public final class StockFeature implements Feature {
  private final Stock stock;
  private @Nullable SerialBlocks blocks;
  private @Nullable HeldSerials held;

  /** The room at that site. */
  public StockFeature(Site site) {
    stock =
        new Stock(
            (rewardId, units, count) -> said(blocks).takeSerials(rewardId, units, count),
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
    said(blocks);
    said(held);
    return Future.succeededFuture();
  }

  private static <T> T said(@Nullable T who) {
    if (who == null) {
      throw new IllegalStateException("Nobody keeps serials");
    }
    return who;
  }

  private final class HeldLater implements HeldSerials {
    @Override
    public Future<Map<String, Integer>> countHeld(Collection<Supply> supplies) {
      return said(held).countHeld(supplies);
    }

    @Override
    public Future<Integer> countHeld(String eventId, String rewardId, Decade decade) {
      return said(held).countHeld(eventId, rewardId, decade);
    }

    @Override
    public Future<Set<Integer>> held(String eventId, String rewardId, Decade decade) {
      return said(held).held(eventId, rewardId, decade);
    }
  }
}
