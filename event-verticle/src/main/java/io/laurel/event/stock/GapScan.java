package io.laurel.event.stock;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds serials that no claim holds: what a dead node took and never used, and what rejections and
 * revocations freed. Halves that are held to the last serial are counted by the index and not read.
 */
final class GapScan {
  /** A range this small is read instead of halved. */
  private static final int LEAF = 1_024;

  private final HeldSerials claims;
  private final int enough;

  /** A scan that ends when it has found {@code enough} gaps. */
  GapScan(HeldSerials claims, int enough) {
    this.claims = claims;
    this.enough = enough;
  }

  /** Free serials of the stock, at most as many as are enough; empty only if every one was held. */
  Future<List<Integer>> run(String eventId, String rewardId, int stock) {
    List<Integer> gaps = new ArrayList<>();
    return scan(eventId, rewardId, new SerialRange(1, stock), gaps).map(done -> gaps);
  }

  private Future<Void> scan(
      String eventId, String rewardId, SerialRange range, List<Integer> gaps) {
    if (range.isEmpty() || gaps.size() >= enough) {
      return Future.succeededFuture();
    }
    if (range.size() <= LEAF) {
      return claims.held(eventId, rewardId, range).map(held -> collect(range, held, gaps));
    }
    return claims
        .countHeld(eventId, rewardId, range)
        .compose(
            count ->
                count >= range.size()
                    ? Future.succeededFuture()
                    : scan(eventId, rewardId, range.lowerHalf(), gaps)
                        .compose(done -> scan(eventId, rewardId, range.upperHalf(), gaps)));
  }

  private Void collect(SerialRange range, Set<Integer> held, List<Integer> gaps) {
    for (int serial = range.first(); serial <= range.last() && gaps.size() < enough; serial++) {
      if (!held.contains(serial)) {
        gaps.add(serial);
      }
    }
    return null;
  }
}
