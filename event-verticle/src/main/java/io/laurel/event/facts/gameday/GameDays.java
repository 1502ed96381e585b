package io.laurel.event.facts.gameday;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * The days of the game: each begins the first time that the clocks of its zone show its date and
 * the reset time, or later. So a day of 23 or 25 hours is one day, a reset time that the clocks
 * skip is the moment of the skip, one that they show twice is the first of the two, and a date that
 * a zone leaves out (Samoa, 30 December 2011) is a day of no length, to which no instant belongs.
 */
public final class GameDays {
  private final ZoneRules rules;
  private final LocalTime reset;

  /**
   * Days of a zone.
   *
   * @param reset time of day at which one ends and the next begins
   */
  public GameDays(ZoneId zone, LocalTime reset) {
    this.rules = zone.getRules();
    this.reset = reset;
  }

  /** The day to which that instant belongs. */
  public LocalDate dayOf(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    LocalDate day = local.toLocalDate();
    // Where clocks were set, what they show may be off by more than the reset time.
    while (startOf(day).isAfter(instant)) {
      day = day.minusDays(1);
    }
    while (!startOf(day.plusDays(1)).isAfter(instant)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** When that day begins; it ends when the next date's day begins. */
  public Instant startOf(LocalDate day) {
    LocalDateTime local = day.atTime(reset);
    ZoneOffsetTransition transition = rules.getTransition(local);
    return transition != null && transition.isGap()
        ? transition.getInstant()
        // Of the two offsets of an overlap this is the earlier one.
        : local.toInstant(rules.getOffset(local));
  }

  /** The first instant after that day. */
  public Instant endOf(LocalDate day) {
    return startOf(day.plusDays(1));
  }

  /** Whether no instant lies between the end of one day and the beginning of the other. */
  public boolean areConsecutive(LocalDate day, LocalDate next) {
    return endOf(day).equals(startOf(next)) && day.isBefore(next);
  }

  /**
   * The ISO-8601 week of a day, such as {@code 2026-W53}; its year may be another than the day's.
   */
  public static String weekOf(LocalDate day) {
    return String.format(
        Locale.ROOT,
        "%04d-W%02d",
        day.get(IsoFields.WEEK_BASED_YEAR),
        day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }

  /** The month of a day, such as {@code 2026-05}. */
  public static String monthOf(LocalDate day) {
    return YearMonth.from(day).toString();
  }
}
