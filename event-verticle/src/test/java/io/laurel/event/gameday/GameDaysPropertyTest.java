package io.laurel.event.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** C5: in every zone, at every reset time, days neither break nor double. */
final class GameDaysPropertyTest {
  private static final int DAYS = 400;

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList());
  }

  @Provide
  Arbitrary<LocalTime> resets() {
    return Arbitraries.integers()
        .between(0, 24 * 60 - 1)
        .map(minute -> LocalTime.MIN.plusMinutes(minute));
  }

  @Provide
  Arbitrary<LocalDate> beginnings() {
    return Arbitraries.longs()
        .between(LocalDate.of(1970, 1, 1).toEpochDay(), LocalDate.of(2037, 1, 1).toEpochDay())
        .map(LocalDate::ofEpochDay);
  }

  /** All zones one by one; jqwik's own choice could leave some out. */
  @Property(tries = 3)
  void days_ofEveryZone_followEachOther(
      @ForAll("resets") LocalTime reset, @ForAll("beginnings") LocalDate first) {
    for (String zone : ZoneId.getAvailableZoneIds()) {
      GameDays days = new GameDays(ZoneId.of(zone), reset);
      LocalDate end = first.plusDays(DAYS);
      LocalDate day = days.dayOf(days.startOf(first));
      Instant start = days.startOf(day);
      while (day.isBefore(end)) {
        Instant after = days.endOf(day);
        assertThat(after).as("%s %s", zone, day).isAfter(start);
        assertThat(days.dayOf(start)).as("%s begins", zone).isEqualTo(day);
        assertThat(days.dayOf(after.minusMillis(1))).as("%s ends", zone).isEqualTo(day);
        LocalDate next = days.dayOf(after);
        assertThat(days.areConsecutive(day, next)).as("%s %s, %s", zone, day, next).isTrue();
        assertThat(days.startOf(next)).isEqualTo(after);
        day = next;
        start = after;
      }
    }
  }

  @Property
  void dayOf_anyInstant_liesInItsDay(
      @ForAll("zones") ZoneId zone,
      @ForAll("resets") LocalTime reset,
      @ForAll @LongRange(min = -3_000_000_000_000L, max = 4_000_000_000_000L) long millis) {
    GameDays days = new GameDays(zone, reset);
    Instant at = Instant.ofEpochMilli(millis);

    LocalDate day = days.dayOf(at);

    assertThat(days.startOf(day)).isBeforeOrEqualTo(at);
    assertThat(days.endOf(day)).isAfter(at);
  }

  /** Where clocks are set near the reset time: of every zone, every change from 1970 on. */
  @Property(tries = 400)
  void dayOf_whereClocksAreSet_laterInstantNeverAnEarlierDay(
      @ForAll("zones") ZoneId zone, @ForAll @IntRange(min = -90, max = 90) int minutes) {
    for (ZoneOffsetTransition change : changes(zone)) {
      GameDays days =
          new GameDays(zone, change.getDateTimeBefore().toLocalTime().plusMinutes(minutes));
      List<LocalDate> seen = new ArrayList<>();
      for (int minute = -180; minute <= 180; minute += 15) {
        Instant at = change.getInstant().plusSeconds(minute * 60L);
        LocalDate day = days.dayOf(at);
        seen.add(day);
        assertThat(days.startOf(day).isAfter(at) || !days.endOf(day).isAfter(at))
            .as("%s outside of %s", at, day)
            .isFalse();
      }
      assertThat(seen).as("around %s", change).isSorted();
    }
  }

  private static List<ZoneOffsetTransition> changes(ZoneId zone) {
    List<ZoneOffsetTransition> changes = new ArrayList<>();
    ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.EPOCH);
    while (next != null && next.getInstant().isBefore(Instant.parse("2030-01-01T00:00:00Z"))) {
      changes.add(next);
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return changes;
  }
}
