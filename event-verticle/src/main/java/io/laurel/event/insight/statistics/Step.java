package io.laurel.event.insight.statistics;

import io.laurel.event.facts.gameday.GameDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How long a point of a series is. */
enum Step {
  /** Of any clock that is off by whole hours. */
  HOUR {
    @Override
    Instant begin(Instant at, GameDays days) {
      return at.truncatedTo(ChronoUnit.HOURS);
    }

    @Override
    Instant next(Instant begin, GameDays days) {
      return begin.plus(Duration.ofHours(1));
    }
  },
  /** A day of the game. */
  DAY {
    @Override
    Instant begin(Instant at, GameDays days) {
      return days.startOf(days.dayOf(at));
    }

    @Override
    Instant next(Instant begin, GameDays days) {
      LocalDate day = days.dayOf(begin);
      Instant end = days.endOf(day);
      // A date that a zone leaves out is a day of no length.
      while (!end.isAfter(begin)) {
        day = day.plusDays(1);
        end = days.endOf(day);
      }
      return end;
    }
  };

  /** When the point to which that moment belongs begins. */
  abstract Instant begin(Instant at, GameDays days);

  /** When the point ends that begins then, and another one begins. */
  abstract Instant next(Instant begin, GameDays days);

  /**
   * Where the points begin of which one holds {@code from} and none begins at {@code to} or later,
   * and where the last one ends: one bound more than there are points, or none where there are no
   * points.
   *
   * @param most more points than that are one too many, and not all of them
   */
  List<Instant> bounds(Instant from, Instant to, int most, GameDays days) {
    List<Instant> bounds = new ArrayList<>();
    if (from.isBefore(to)) {
      Instant begin = begin(from, days);
      while (begin.isBefore(to) && bounds.size() <= most) {
        bounds.add(begin);
        begin = next(begin, days);
      }
      bounds.add(begin);
    }
    return bounds;
  }
}
