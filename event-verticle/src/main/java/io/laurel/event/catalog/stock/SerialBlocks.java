package io.laurel.event.catalog.stock;

import io.vertx.core.Future;

/** Hands out serials that were never handed out before. */
@FunctionalInterface
public interface SerialBlocks {
  /**
   * Takes the next serials in one step, so that no two nodes are handed the same block.
   *
   * @param stock the stock as the caller knows it
   * @param count how many to take
   * @return the serials taken, cut to the stock as it is; empty where none up to {@code stock} is
   *     left
   */
  Future<SerialBlock> takeSerials(String rewardId, int stock, int count);
}
