package io.laurel.event.catalog.reward;

import io.laurel.config.Settings;

/**
 * How many rewards there may be.
 *
 * @param maxOfEvent rewards of one event, at most
 */
public record RewardConfig(int maxOfEvent) {
  /** Reads {@code EVENT_MAX_REWARDS}. */
  public static RewardConfig of(Settings settings) {
    return new RewardConfig(settings.integer("EVENT_MAX_REWARDS", 1, 1_000));
  }
}
