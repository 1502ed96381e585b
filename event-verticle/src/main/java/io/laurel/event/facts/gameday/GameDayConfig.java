package io.laurel.event.facts.gameday;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When the game's days begin.
 *
 * @param zone whose clocks count
 * @param reset time of day at which one day ends and the next begins
 */
public record GameDayConfig(ZoneId zone, LocalTime reset) {
  /** Reads {@code GAME_DAY_*}. */
  public static GameDayConfig of(Settings settings) {
    return new GameDayConfig(zone(settings), reset(settings));
  }

  private static ZoneId zone(Settings settings) {
    try {
      return ZoneId.of(settings.text("GAME_DAY_ZONE"));
    } catch (DateTimeException e) {
      throw new ConfigException(
          "GAME_DAY_ZONE takes the name of a time zone such as Asia/Seoul, not "
              + settings.text("GAME_DAY_ZONE"));
    }
  }

  private static LocalTime reset(Settings settings) {
    String text = settings.text("GAME_DAY_RESET");
    if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]")) {
      throw new ConfigException(
          "GAME_DAY_RESET takes a time of day such as 05:00, from 00:00 to 23:59, not " + text);
    }
    return LocalTime.parse(text);
  }

  /** The days themselves. */
  public GameDays days() {
    return new GameDays(zone, reset);
  }
}
