package io.laurel.throttle;

import io.laurel.config.Settings;
import java.time.Duration;

/**
 * When tries have to wait that failed: those of one, and those of many from one address.
 *
 * @param own of an account or a player
 * @param address of one address, over accounts or players
 */
public record BackoffRules(BackoffRule own, BackoffRule address) {
  private static final int ONE_DAY = 86_400;

  /**
   * The settings that say so.
   *
   * @param free failures of one that make nobody wait
   * @param kept seconds for which one counts
   * @param firstWait seconds after them; each later failure doubles it
   * @param maxWait seconds at most
   * @param others more of them than so many have to fail for an address to wait
   * @param window seconds for which one counts at an address
   */
  public record Keys(
      String free, String kept, String firstWait, String maxWait, String others, String window) {}

  /** Reads them. */
  public static BackoffRules of(Settings settings, Keys keys) {
    Duration firstWait = settings.seconds(keys.firstWait(), 1, ONE_DAY);
    Duration maxWait = settings.seconds(keys.maxWait(), 1, ONE_DAY);
    return new BackoffRules(
        new BackoffRule(
            settings.integer(keys.free(), 1, 1_000),
            settings.seconds(keys.kept(), 1, 30 * ONE_DAY),
            firstWait,
            maxWait),
        new BackoffRule(
            // More than so many, hence one more is free.
            settings.integer(keys.others(), 1, 1_000) + 1,
            settings.seconds(keys.window(), 1, ONE_DAY),
            firstWait,
            maxWait));
  }
}
