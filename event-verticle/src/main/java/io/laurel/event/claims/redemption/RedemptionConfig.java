package io.laurel.event.claims.redemption;

import io.laurel.config.Settings;
import io.laurel.throttle.BackoffRule;
import java.time.Duration;

/**
 * How codes are looked at.
 *
 * @param player when a player waits who entered codes that never were
 * @param address when an address waits, over players
 * @param queue codes of one player that wait for their turn on a node
 * @param refusalTime {@code code-invalid} is not answered sooner
 * @param usedUpMemory how long a word that was found used up is taken for that
 */
public record RedemptionConfig(
    BackoffRule player,
    BackoffRule address,
    int queue,
    Duration refusalTime,
    Duration usedUpMemory) {
  private static final int ONE_DAY = 86_400;

  /** Reads {@code ACCESS_TRIES_*} and {@code ACCESS_REFUSAL_MS}, {@code ACCESS_USED_UP_MS}. */
  public static RedemptionConfig of(Settings settings) {
    Duration firstWait = settings.seconds("ACCESS_TRIES_WAIT_SECONDS", 1, ONE_DAY);
    Duration maxWait = settings.seconds("ACCESS_TRIES_MAX_WAIT_SECONDS", 1, ONE_DAY);
    return new RedemptionConfig(
        new BackoffRule(
            settings.integer("ACCESS_TRIES_FREE", 1, 1_000),
            settings.seconds("ACCESS_TRIES_KEPT_SECONDS", 1, 30 * ONE_DAY),
            firstWait,
            maxWait),
        new BackoffRule(
            // More than so many, hence one more is free.
            settings.integer("ACCESS_TRIES_ADDRESS_PLAYERS", 1, 1_000) + 1,
            settings.seconds("ACCESS_TRIES_ADDRESS_WINDOW_SECONDS", 1, ONE_DAY),
            firstWait,
            maxWait),
        settings.integer("ACCESS_TRIES_QUEUE", 1, 10_000),
        settings.millis("ACCESS_REFUSAL_MS", 0, 2_000),
        settings.millis("ACCESS_USED_UP_MS", 0, 5_000));
  }
}
