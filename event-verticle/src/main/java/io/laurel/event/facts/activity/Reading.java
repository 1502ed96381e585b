package io.laurel.event.facts.activity;

import io.laurel.event.facts.gameday.GameDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
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

  /** What all of them have to read; at least one. */
  static Reading of(String userId, List<ActivityService.Question> several, GameDays days) {
    List<Reading> each =
        several.stream().map(one -> of(userId, one.sources(), one.window(), days)).toList();
    Set<Source> sources = new HashSet<>();
    Set<LocalDate> cut = new TreeSet<>();
    LocalDate first = MAX;
    LocalDate last = MIN;
    for (Reading reading : each) {
      sources.addAll(reading.sources());
      cut.addAll(reading.cut());
      first = reading.first().isBefore(first) ? reading.first() : first;
      last = reading.last().isAfter(last) ? reading.last() : last;
    }
    return new Reading(userId, Set.copyOf(sources), first, last, cut);
  }

  /** Whether a bucket is of what this reads, as far as sources and days tell. */
  boolean reads(Bucket bucket) {
    LocalDate day = bucket.day();
    return day == null
        ? sources.contains(Source.ever(bucket.type()))
        : !day.isBefore(first)
            && !day.isAfter(last)
            && (sources.contains(Source.of(bucket.type()))
                || sources.contains(Source.of(bucket.type(), bucket.subject())));
  }

  /** Whether that day is judged by its entries; {@code day} null for no day at all. */
  boolean cuts(@Nullable LocalDate day) {
    return day != null && cut.contains(day);
  }

  private static LocalDate clamped(LocalDate day) {
    return day.isBefore(MIN) ? MIN : day.isAfter(MAX) ? MAX : day;
  }
}
