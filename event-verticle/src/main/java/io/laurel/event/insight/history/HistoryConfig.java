package io.laurel.event.insight.history;

import io.laurel.config.Settings;

/**
 * How histories are read.
 *
 * @param exportPage claims on one page of an export
 */
public record HistoryConfig(int exportPage) {
  /** Reads {@code CLAIM_EXPORT_PAGE}. */
  public static HistoryConfig of(Settings settings) {
    return new HistoryConfig(settings.integer("CLAIM_EXPORT_PAGE", 1, 1_000));
  }
}
