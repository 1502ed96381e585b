package io.laurel.event.outreach.delivery;

import io.laurel.config.ConfigException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * When attempts follow each other.
 *
 * @param waits before each attempt, the first one too; as many as there are attempts
 */
public record DeliverySchedule(List<Duration> waits) {
  /** A wait is drawn from its value to this much more, so that many do not come at once. */
  private static final double SPREAD = 0.2;

  private static final int MAX_ATTEMPTS = 100;
  private static final int MAX_WAIT_SECONDS = 604_800;

  /** Copies the list. */
  public DeliverySchedule {
    waits = List.copyOf(waits);
  }

  /** Reads whole seconds by commas. Fails with a {@link ConfigException} that names the key. */
  static DeliverySchedule parse(String key, String text) {
    List<Duration> waits =
        Arrays.stream(text.split(",", -1)).map(each -> wait(key, each.strip())).toList();
    if (waits.size() > MAX_ATTEMPTS) {
      throw new ConfigException(key + " takes at most " + MAX_ATTEMPTS + " waits");
    }
    return new DeliverySchedule(waits);
  }

  private static Duration wait(String key, String text) {
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 0 && seconds <= MAX_WAIT_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ConfigException(
        key
            + " takes whole seconds from 0 to "
            + MAX_WAIT_SECONDS
            + " by commas, not '"
            + text
            + "'");
  }

  /** How many attempts there are. */
  int attempts() {
    return waits.size();
  }

  /**
   * How long to wait before an attempt.
   *
   * @param before attempts made, fewer than {@link #attempts}
   */
  Duration wait(int before, Random random) {
    Duration least = waits.get(before);
    return least.plusMillis((long) (least.toMillis() * SPREAD * random.nextDouble()));
  }
}
