package io.laurel.event.facts.activity;

import io.laurel.event.facts.gameday.GameDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one judgment has to read.
 *
 * @param sources not empty
 * @param first first day of which something counts
 * @param last last day of which something counts
 * @param cut those of these days that the window does not contain as a whole
 */
public record Reading(
    String userId, Set<Source> sources, LocalDate first, LocalDate last, Set<LocalDate> cut) {
  /** Days are kept as texts of four-digit years, and no activity is of any other. */
  private static final LocalDate MIN = LocalDate.of(0, 1, 1);

  private static final LocalDate MAX = LocalDate.of(9999, 12, 31);

  static Reading of(String userId, Set<Source> sources, Window window, GameDays days) {
    LocalDate first = days.dayOf(window.start());
    Instant lastMoment = window.end().minusNanos(1);
    LocalDate last = days.dayOf(lastMoment);
    Set<LocalDate> cut = new TreeSet<>();
    if (days.startOf(first).isBefore(window.start())) {
      cut.add(first);
    }
    if (days.endOf(last).isAfter(window.end())) {
      cut.add(last);
    }
    return new Reading(userId, Set.copyOf(sources), clamped(first), clamped(last), cut);
  }

  /** Whether that day is judged by its entries; {@code day} null for no day at all. */
  boolean cuts(@Nullable LocalDate day) {
    return day != null && cut.contains(day);
  }

  private static LocalDate clamped(LocalDate day) {
    return day.isBefore(MIN) ? MIN : day.isAfter(MAX) ? MAX : day;
  }
}
