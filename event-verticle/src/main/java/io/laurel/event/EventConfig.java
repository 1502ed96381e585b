package io.laurel.event;

import io.laurel.config.Settings;
import io.laurel.event.activity.ActivityConfig;
import io.laurel.event.code.CodeConfig;
import io.laurel.event.gameday.GameDayConfig;
import io.laurel.event.stock.StockConfig;
import java.time.Duration;

/**
 * What the event process can be told.
 *
 * @param database name of its database
 * @param auditDatabase name of the database of audit entries
 * @param sweepInterval between two looks for what a dying process left undone
 * @param maxRewards rewards of one event, at most
 * @param offerMaxAge how old an event and its rewards may be when a claim is judged
 * @param offerCacheSize events kept in memory, at most
 * @param stock how stock is handed out
 * @param gameDay when the game's days begin
 * @param activity which activities are taken
 * @param codes how the codes of coupons are kept
 * @param exportPage claims on one page of an export
 * @param statisticsMaxAge how old statistics may be that were made quickly
 * @param shutdownPatience how long calls in flight may take at the end
 */
public record EventConfig(
    String database,
    String auditDatabase,
    Duration sweepInterval,
    int maxRewards,
    Duration offerMaxAge,
    int offerCacheSize,
    StockConfig stock,
    GameDayConfig gameDay,
    ActivityConfig activity,
    CodeConfig codes,
    int exportPage,
    Duration statisticsMaxAge,
    Duration shutdownPatience) {
  /**
   * Reads {@code EVENT_*}, {@code STOCK_*}, {@code GAME_DAY_*}, {@code ACTIVITY_*}, {@code
   * CODE_KEYS}, {@code CLAIM_EXPORT_PAGE}, {@code STATISTICS_MAX_AGE_MS} and {@code
   * SHUTDOWN_TIMEOUT_MS}.
   */
  public static EventConfig of(Settings settings) {
    return new EventConfig(
        settings.text("EVENT_DATABASE"),
        settings.text("AUDIT_DATABASE"),
        settings.millis("SWEEP_INTERVAL_MS", 100, 60_000),
        settings.integer("EVENT_MAX_REWARDS", 1, 1_000),
        settings.millis("EVENT_CACHE_MAX_AGE_MS", 0, 1_000),
        settings.integer("EVENT_CACHE_SIZE", 1, 1_000_000),
        StockConfig.of(settings),
        GameDayConfig.of(settings),
        ActivityConfig.of(settings),
        CodeConfig.of(settings),
        settings.integer("CLAIM_EXPORT_PAGE", 1, 1_000),
        settings.millis("STATISTICS_MAX_AGE_MS", 0, 60_000),
        settings.millis("SHUTDOWN_TIMEOUT_MS", 0, 600_000));
  }
}
