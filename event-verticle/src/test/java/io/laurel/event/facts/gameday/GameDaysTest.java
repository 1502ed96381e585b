package io.laurel.event.facts.gameday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days at their edges, as a calendar and a clock on the wall would show them. */
final class GameDaysTest {
  private static GameDays days(String zone, String reset) {
    return new GameDays(ZoneId.of(zone), LocalTime.parse(reset));
  }

  @ParameterizedTest
  @CsvSource({
    // plain days, and the reset hour
    "Asia/Seoul, 00:00, 2026-05-02T14:59:59.999Z, 2026-05-02",
    "Asia/Seoul, 00:00, 2026-05-02T15:00:00Z, 2026-05-03",
    "Asia/Seoul, 05:00, 2026-05-02T19:59:59.999Z, 2026-05-02",
    "Asia/Seoul, 05:00, 2026-05-02T20:00:00Z, 2026-05-03",
    "UTC, 23:59, 2026-05-02T23:58:59.999Z, 2026-05-01",
    // the leap day and the turn of the year
    "UTC, 00:00, 2028-02-29T00:00:00Z, 2028-02-29",
    "UTC, 00:00, 2028-02-29T23:59:59.999Z, 2028-02-29",
    "UTC, 00:00, 2028-03-01T00:00:00Z, 2028-03-01",
    "UTC, 04:00, 2027-01-01T03:59:59.999Z, 2026-12-31",
    // New York, 8 March 2026: 02:00 becomes 03:00 at 07:00Z
    "America/New_York, 02:30, 2026-03-08T06:59:59.999Z, 2026-03-07",
    "America/New_York, 02:30, 2026-03-08T07:00:00Z, 2026-03-08",
    // New York, 1 November 2026: 02:00 becomes 01:00 at 06:00Z; 01:30 comes twice
    "America/New_York, 01:30, 2026-11-01T05:29:59.999Z, 2026-10-31",
    "America/New_York, 01:30, 2026-11-01T05:30:00Z, 2026-11-01",
    "America/New_York, 01:30, 2026-11-01T06:15:00Z, 2026-11-01",
    // Lebanon's clocks skip midnight itself
    "Asia/Beirut, 00:00, 2026-03-28T21:59:59.999Z, 2026-03-28",
    "Asia/Beirut, 00:00, 2026-03-28T22:00:00Z, 2026-03-29",
    // Samoa left out 30 December 2011
    "Pacific/Apia, 00:00, 2011-12-30T09:59:59.999Z, 2011-12-29",
    "Pacific/Apia, 00:00, 2011-12-30T10:00:00Z, 2011-12-31",
    // Alaska had 18 October 1867 twice in a row
    "America/Juneau, 00:00, 1867-10-18T00:00:00Z, 1867-10-18",
  })
  void dayOf_atAnEdge_asTheClocksShow(String zone, String reset, Instant at, LocalDate day) {
    assertThat(days(zone, reset).dayOf(at)).isEqualTo(day);
  }

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 00:00, 2026-03-08, 23",
    "America/New_York, 00:00, 2026-11-01, 25",
    "America/New_York, 02:30, 2026-03-07, 23.5",
    "America/New_York, 02:30, 2026-03-08, 23.5",
    "Australia/Lord_Howe, 00:00, 2026-04-05, 24.5",
    "Pacific/Apia, 00:00, 2011-12-30, 0",
  })
  void length_whereClocksAreSet_isWhatWentBy(
      String zone, String reset, LocalDate day, double hours) {
    GameDays days = days(zone, reset);

    assertThat(Duration.between(days.startOf(day), days.endOf(day)))
        .isEqualTo(Duration.ofMinutes(Math.round(hours * 60)));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-05-01, 2026-05-02, true",
    "UTC, 2026-05-01, 2026-05-03, false",
    "UTC, 2026-05-02, 2026-05-01, false",
    "UTC, 2026-05-02, 2026-05-02, false",
    "UTC, 2028-02-28, 2028-02-29, true",
    "UTC, 2028-02-28, 2028-03-01, false",
    "UTC, 2026-02-28, 2026-03-01, true",
    "Pacific/Apia, 2011-12-29, 2011-12-31, true",
    "Pacific/Apia, 2011-12-29, 2012-01-01, false",
    "America/New_York, 2026-03-07, 2026-03-08, true",
  })
  void areConsecutive_nothingBetweenThem_true(
      String zone, LocalDate day, LocalDate next, boolean consecutive) {
    assertThat(days(zone, "00:00").areConsecutive(day, next)).isEqualTo(consecutive);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-05-03, 2026-W18, 2026-05",
    "2026-05-04, 2026-W19, 2026-05",
    "2027-01-03, 2026-W53, 2027-01",
    "2024-12-30, 2025-W01, 2024-12",
    "2028-02-29, 2028-W09, 2028-02",
  })
  void weekAndMonth_ofADay_asInTheCalendar(LocalDate day, String week, String month) {
    assertThat(GameDays.weekOf(day)).isEqualTo(week);
    assertThat(GameDays.monthOf(day)).isEqualTo(month);
  }
}
