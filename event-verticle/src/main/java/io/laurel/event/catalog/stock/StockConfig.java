package io.laurel.event.catalog.stock;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How stock is handed out.
 *
 * @param blockMax serials that one node takes at once, at most
 * @param scanInterval shortest time between two scans for freed units of one reward; every "out of
 *     stock" is at most this old, or ten times what the scan took, but never more than 4 s
 * @param remainingMaxAge how old {@code remaining} of an answer may be
 */
public record StockConfig(int blockMax, Duration scanInterval, Duration remainingMaxAge) {
  /** Reads {@code STOCK_*}. */
  public static StockConfig of(Settings settings) {
    return new StockConfig(
        settings.integer("STOCK_BLOCK_MAX", 1, 10_000),
        settings.millis("STOCK_SCAN_INTERVAL_MS", 0, 4_000),
        settings.millis("STOCK_REMAINING_MAX_AGE_MS", 0, 5_000));
  }
}
