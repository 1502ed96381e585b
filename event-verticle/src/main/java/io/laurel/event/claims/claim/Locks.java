package io.laurel.event.claims.claim;

import io.laurel.event.catalog.stock.Decade;
import java.util.Locale;

/**
 * The strings under the unique index of the claims, by which one insert decides everything: a user
 * lock bounds what a user gets ({@link io.laurel.event.claims.judgment.Allowance} names them), a
 * stock lock is one unit of a limited reward.
 */
final class Locks {
  private Locks() {}

  /** What a claim holds that has given back everything: it must hold something of its own. */
  static String released(String claimId) {
    return "released:" + claimId;
  }

  /** One unit of stock. */
  static String stock(String rewardId, int serial) {
    return stockPrefix(rewardId) + String.format(Locale.ROOT, "%0" + Decade.DIGITS + "d", serial);
  }

  /** What the stock locks of a decade begin with. */
  static String stockPrefix(String rewardId, Decade decade) {
    return stockPrefix(rewardId) + decade.prefix();
  }

  /** Matches the stock locks of a decade, of whatever reward; ids hold neither mark. */
  static String anyStockPattern(Decade decade) {
    return "^[^@#]+#" + decade.prefix();
  }

  /** The serial in a lock, or 0 where it is no stock lock of that reward. */
  static int serial(String rewardId, String lock) {
    String prefix = stockPrefix(rewardId);
    return lock.startsWith(prefix) ? Integer.parseInt(lock, prefix.length(), lock.length(), 10) : 0;
  }

  private static String stockPrefix(String rewardId) {
    return rewardId + "#";
  }
}
