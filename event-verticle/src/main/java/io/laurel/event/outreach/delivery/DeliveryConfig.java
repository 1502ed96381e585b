package io.laurel.event.outreach.delivery;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * How rewards reach the game.
 *
 * @param schedule of attempts
 * @param timeout of one attempt, to its status line
 * @param poll between two looks for what is due
 */
public record DeliveryConfig(DeliverySchedule schedule, Duration timeout, Duration poll) {
  /** What a worker may need besides, before and after it sends. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  /** Reads {@code DELIVERY_SCHEDULE}, {@code DELIVERY_TIMEOUT_MS}, {@code DELIVERY_POLL_MS}. */
  public static DeliveryConfig of(Settings settings) {
    return new DeliveryConfig(
        DeliverySchedule.parse("DELIVERY_SCHEDULE", settings.text("DELIVERY_SCHEDULE")),
        settings.millis("DELIVERY_TIMEOUT_MS", 100, 60_000),
        settings.millis("DELIVERY_POLL_MS", 50, 5_000));
  }

  /** How long a worker has a delivery for itself. */
  Duration lease() {
    return timeout.plus(MARGIN);
  }

  /** What may have passed since the taking when an attempt begins, so that it ends in time. */
  Duration patience() {
    return MARGIN.dividedBy(2);
  }
}
