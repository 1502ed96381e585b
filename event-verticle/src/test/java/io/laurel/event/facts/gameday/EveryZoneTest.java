package io.laurel.event.facts.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C5: in every zone, at every reset time, days neither break nor double. */
final class EveryZoneTest {
  private static final int DAYS = 400;

  /** Reset times about a change of clocks, in minutes from it. */
  private static final int[] ABOUT = {
    -90, -61, -60, -59, -31, -30, -29, -1, 0, 1, 29, 30, 31, 59, 60, 61, 90
  };

  /** All IANA zones, those with the same rules once. */
  private static List<ZoneId> zones() {
    Map<ZoneRules, ZoneId> zones = new LinkedHashMap<>();
    for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
      ZoneId zone = ZoneId.of(id);
      zones.putIfAbsent(zone.getRules(), zone);
    }
    return List.copyOf(zones.values());
  }

  /** Over the years in which zones left out dates, and over both changes of clocks. */
  @ParameterizedTest
  @CsvSource({
    "00:00, 2011-06-01",
    "05:00, 1994-06-01",
    "02:30, 2025-09-01",
    "23:59, 1993-01-15",
  })
  void days_ofEveryZone_followEachOther(LocalTime reset, LocalDate first) {
    for (ZoneId zone : zones()) {
      followEachOther(zone, reset, first);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void days_ofEveryZoneAtRandom_followEachOther(int seed) {
    Random random = new Random(seed);
    LocalTime reset = LocalTime.MIN.plusMinutes(random.nextInt(24 * 60));
    LocalDate first = LocalDate.of(1970, 1, 1).plusDays(random.nextInt(67 * 365));
    for (ZoneId zone : zones()) {
      followEachOther(zone, reset, first);
    }
  }

  private static void followEachOther(ZoneId zone, LocalTime reset, LocalDate first) {
    GameDays days = new GameDays(zone, reset);
    LocalDate end = first.plusDays(DAYS);
    LocalDate day = days.dayOf(days.startOf(first));
    Instant start = days.startOf(day);
    while (day.isBefore(end)) {
      Instant after = days.endOf(day);
      LocalDate next = days.dayOf(after);
      if (!after.isAfter(start)
          || !days.dayOf(start).equals(day)
          || !days.dayOf(after.minusMillis(1)).equals(day)
          || !days.areConsecutive(day, next)
          || !days.startOf(next).equals(after)
          || days.areConsecutive(day, next.plusDays(1))
              != next.plusDays(1).equals(skippedTo(days, next))) {
        throw new AssertionError("%s %s: %s, then %s".formatted(zone, reset, day, next));
      }
      day = next;
      start = after;
    }
  }

  /** The date after one that has no length, else null. */
  private static LocalDate skippedTo(GameDays days, LocalDate date) {
    return days.startOf(date).equals(days.endOf(date)) ? date.plusDays(1) : null;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void dayOf_anyInstant_liesInItsDay(int seed) {
    Random random = new Random(seed);
    for (ZoneId zone : zones()) {
      GameDays days = new GameDays(zone, LocalTime.MIN.plusMinutes(random.nextInt(24 * 60)));
      for (int i = 0; i < 20; i++) {
        long millis = -3_000_000_000_000L + (long) (random.nextDouble() * 7_000_000_000_000L);
        Instant at = Instant.ofEpochMilli(millis);

        LocalDate day = days.dayOf(at);

        assertThat(days.startOf(day)).as("%s %s", zone, at).isBeforeOrEqualTo(at);
        assertThat(days.endOf(day)).as("%s %s", zone, at).isAfter(at);
      }
    }
  }

  /** Where clocks are set near the reset time: of every zone, every change from 1970 on. */
  @Test
  void dayOf_whereClocksAreSet_laterInstantNeverAnEarlierDay() {
    int next = 0;
    for (ZoneId zone : zones()) {
      for (ZoneOffsetTransition change : changes(zone)) {
        // Not all reset times at each change, but each of them at hundreds.
        neverEarlier(zone, change, ABOUT[next++ % ABOUT.length]);
        neverEarlier(zone, change, ABOUT[next * 7 % ABOUT.length]);
      }
    }
  }

  private static void neverEarlier(ZoneId zone, ZoneOffsetTransition change, int minutes) {
    GameDays days =
        new GameDays(zone, change.getDateTimeBefore().toLocalTime().plusMinutes(minutes));
    LocalDate before = LocalDate.MIN;
    for (int minute = -180; minute <= 180; minute += 15) {
      Instant at = change.getInstant().plusSeconds(minute * 60L);
      LocalDate day = days.dayOf(at);
      if (day.isBefore(before) || days.startOf(day).isAfter(at) || !days.endOf(day).isAfter(at)) {
        throw new AssertionError(
            "%s %s, reset %s minutes from it: %s is of %s after %s"
                .formatted(zone, change, minutes, at, day, before));
      }
      before = day;
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

  /** Every date that a zone ever left out, as its history books tell. */
  @ParameterizedTest
  @CsvSource({
    "Pacific/Apia, 2011-12-30",
    "Pacific/Fakaofo, 2011-12-30",
    "Pacific/Kwajalein, 1993-08-21",
    "Kwajalein, 1993-08-21",
    "Pacific/Kiritimati, 1994-12-31",
    "Pacific/Kanton, 1994-12-31",
    "Pacific/Enderbury, 1994-12-31",
    "Asia/Manila, 1844-12-31",
    "Pacific/Guam, 1844-12-31",
    "Pacific/Palau, 1844-12-31",
    "Pacific/Kosrae, 1844-12-31",
  })
  void skippedDate_noDayAtAll(ZoneId zone, LocalDate skipped) {
    GameDays days = new GameDays(zone, LocalTime.MIDNIGHT);
    LocalDate before = skipped.minusDays(1);
    LocalDate after = skipped.plusDays(1);

    assertThat(days.startOf(skipped)).isEqualTo(days.endOf(skipped));
    assertThat(days.dayOf(days.startOf(skipped))).isEqualTo(after);
    assertThat(days.dayOf(days.startOf(skipped).minusMillis(1))).isEqualTo(before);
    assertThat(days.areConsecutive(before, after)).isTrue();
    assertThat(days.areConsecutive(before, after.plusDays(1))).isFalse();
    assertThat(days.areConsecutive(before.minusDays(1), after)).isFalse();
  }

  /** Every date that a zone ever had twice in a row: one day of two days' length. */
  @ParameterizedTest
  @CsvSource({
    "Pacific/Apia, 1892-07-04, 48",
    "Pacific/Pago_Pago, 1892-07-04, 48",
    "Pacific/Rarotonga, 1899-12-25, 48",
    "Pacific/Kwajalein, 1969-09-30, 47",
  })
  void repeatedDate_oneDay(ZoneId zone, LocalDate repeated, long hours) {
    GameDays days = new GameDays(zone, LocalTime.MIDNIGHT);
    Instant start = days.startOf(repeated);

    assertThat(Duration.between(start, days.endOf(repeated))).isEqualTo(Duration.ofHours(hours));
    for (long hour = 0; hour < hours; hour++) {
      assertThat(days.dayOf(start.plus(Duration.ofHours(hour)))).isEqualTo(repeated);
    }
    assertThat(days.areConsecutive(repeated.minusDays(1), repeated)).isTrue();
    assertThat(days.areConsecutive(repeated, repeated.plusDays(1))).isTrue();
  }

  /** Clocks that are set at midnight itself: when the day begins, and how long it is. */
  @ParameterizedTest
  @CsvSource({
    "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 23",
    "America/Sao_Paulo, 2018-02-17, 2018-02-17T02:00:00Z, 25",
    "America/Havana, 2023-03-12, 2023-03-12T05:00:00Z, 23",
    "America/Havana, 2023-11-05, 2023-11-05T04:00:00Z, 25",
    "Asia/Tehran, 2022-03-22, 2022-03-21T20:30:00Z, 23",
    "Asia/Tehran, 2022-09-21, 2022-09-20T19:30:00Z, 25",
    "Africa/Cairo, 2026-04-24, 2026-04-23T22:00:00Z, 23",
    "Africa/Cairo, 2026-10-29, 2026-10-28T21:00:00Z, 25",
    "America/Asuncion, 2023-10-01, 2023-10-01T04:00:00Z, 23",
    "America/Asuncion, 2023-03-25, 2023-03-25T03:00:00Z, 25",
    "Asia/Amman, 2022-02-25, 2022-02-24T22:00:00Z, 23",
    "Asia/Amman, 2021-10-29, 2021-10-28T21:00:00Z, 25",
    "Asia/Beirut, 2023-03-26, 2023-03-25T22:00:00Z, 23",
    "Asia/Beirut, 2023-10-28, 2023-10-27T21:00:00Z, 25",
  })
  void changeAtMidnight_beginsWhereClocksFirstShowIt(
      ZoneId zone, LocalDate day, Instant start, long hours) {
    GameDays days = new GameDays(zone, LocalTime.MIDNIGHT);

    assertThat(days.startOf(day)).isEqualTo(start);
    assertThat(days.dayOf(start)).isEqualTo(day);
    assertThat(days.dayOf(start.minusMillis(1))).isEqualTo(day.minusDays(1));
    assertThat(Duration.between(start, days.endOf(day))).isEqualTo(Duration.ofHours(hours));
  }

  /** Each date is of one week and one month, of which no other is between. */
  @Test
  void weekAndMonth_ofEachDate_neitherBreakNorDouble() {
    TreeSet<String> weeks = new TreeSet<>();
    TreeSet<String> months = new TreeSet<>();
    LocalDate monday = LocalDate.of(1969, 12, 29);
    for (int i = 0; i < 80 * 53; i++) {
      String week = GameDays.weekOf(monday);
      assertThat(weeks.isEmpty() || weeks.last().compareTo(week) < 0).as(week).isTrue();
      weeks.add(week);
      for (int day = 0; day < 7; day++) {
        LocalDate date = monday.plusDays(day);
        assertThat(GameDays.weekOf(date)).isEqualTo(week);
        months.add(GameDays.monthOf(date));
        assertThat(months.last()).isEqualTo(date.toString().substring(0, 7));
      }
      monday = monday.plusDays(7);
    }
  }
}
