package io.laurel.event.claims.player;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How long others are asked.
 *
 * @param timeout until a question about an account counts as not answered
 */
public record PlayerConfig(Duration timeout) {
  /** Reads {@code PLAYER_CHECK_TIMEOUT_MS}. */
  public static PlayerConfig of(Settings settings) {
    return new PlayerConfig(settings.millis("PLAYER_CHECK_TIMEOUT_MS", 1, 10_000));
  }
}
