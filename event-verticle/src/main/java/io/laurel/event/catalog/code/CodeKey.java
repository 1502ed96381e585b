package io.laurel.event.catalog.code;

import io.laurel.event.catalog.stock.Decade;
import java.util.Locale;

/**
 * Which code: that of one unit of a coded reward.
 *
 * @param serial from 1
 */
public record CodeKey(String rewardId, int serial) {
  /** The same as one text, by which codes sort in the order of their serials. */
  String id() {
    return rewardId + "#" + String.format(Locale.ROOT, "%0" + Decade.DIGITS + "d", serial);
  }
}
