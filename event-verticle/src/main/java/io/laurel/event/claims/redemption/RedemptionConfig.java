package io.laurel.event.claims.redemption;

import io.laurel.config.Settings;
import io.laurel.throttle.BackoffRule;
import io.laurel.throttle.BackoffRules;
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
  private static final BackoffRules.Keys TRIES =
      new BackoffRules.Keys(
          "ACCESS_TRIES_FREE",
          "ACCESS_TRIES_KEPT_SECONDS",
          "ACCESS_TRIES_WAIT_SECONDS",
          "ACCESS_TRIES_MAX_WAIT_SECONDS",
          "ACCESS_TRIES_ADDRESS_PLAYERS",
          "ACCESS_TRIES_ADDRESS_WINDOW_SECONDS");

  /** Reads {@code ACCESS_TRIES_*} and {@code ACCESS_REFUSAL_MS}, {@code ACCESS_USED_UP_MS}. */
  public static RedemptionConfig of(Settings settings) {
    BackoffRules tries = BackoffRules.of(settings, TRIES);
    return new RedemptionConfig(
        tries.own(),
        tries.address(),
        settings.integer("ACCESS_TRIES_QUEUE", 1, 10_000),
        settings.millis("ACCESS_REFUSAL_MS", 0, 2_000),
        settings.millis("ACCESS_USED_UP_MS", 0, 5_000));
  }
}
