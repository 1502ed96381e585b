package io.laurel.event.catalog.stock;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds serials that no claim holds: what a dead node took and never used, and what rejections and
 * revocations freed. Decades that are held to the last serial are counted by the index and not
 * read.
 */
final class GapScan {
  /** A decade this small is read instead of counted. */
  private static final int LEAF = 1_000;

  private final HeldSerials claims;
  private final int enough;

  /** A scan that ends when it has found {@code enough} gaps. */
  GapScan(HeldSerials claims, int enough) {
    this.claims = claims;
    this.enough = enough;
  }

  /** Free serials of the stock, at most as many as are enough; empty only if every one was held. */
  Future<List<Integer>> run(String eventId, String rewardId, int stock) {
    return new Run(eventId, rewardId, stock, new ArrayList<>()).scan(Decade.of(stock));
  }

  private final class Run {
    private final String eventId;
    private final String rewardId;
    private final int stock;
    private final List<Integer> gaps;

    Run(String eventId, String rewardId, int stock, List<Integer> gaps) {
      this.eventId = eventId;
      this.rewardId = rewardId;
      this.stock = stock;
      this.gaps = gaps;
    }

    Future<List<Integer>> scan(Decade decade) {
      if (decade.within(stock).isEmpty() || gaps.size() >= enough) {
        return Future.succeededFuture(gaps);
      }
      if (decade.size() <= LEAF) {
        return claims
            .held(eventId, rewardId, decade)
            .map(held -> collect(decade.within(stock), held));
      }
      if (!decade.isWithin(stock)) {
        return scanParts(decade);
      }
      SerialRange all = decade.within(stock);
      return claims
          .countHeld(eventId, rewardId, decade)
          .compose(
              count ->
                  count > all.last() - all.first()
                      ? Future.succeededFuture(gaps)
                      : scanParts(decade));
    }

    private Future<List<Integer>> scanParts(Decade decade) {
      Future<List<Integer>> sofar = Future.succeededFuture(gaps);
      for (Decade part : decade.parts()) {
        sofar = sofar.compose(done -> scan(part));
      }
      return sofar;
    }

    private List<Integer> collect(SerialRange range, Set<Integer> held) {
      for (int serial = range.first(); serial <= range.last() && gaps.size() < enough; serial++) {
        if (!held.contains(serial)) {
          gaps.add(serial);
        }
      }
      return gaps;
    }
  }
}
