package io.laurel.event.insight.statistics;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.claims.attempt.InMemoryRefusalHourStore;
import io.laurel.event.claims.attempt.RefusalHourStore.Slot;
import io.laurel.event.claims.claim.Claim;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.InMemoryClaimStore;
import io.laurel.event.facts.gameday.GameDays;
import io.laurel.event.insight.statistics.SeriesCounts.Point;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesCountsTest {
  /** Reset at no full hour, and with both changes of clocks. */
  private static final GameDays DAYS =
      new GameDays(ZoneId.of("America/New_York"), LocalTime.of(4, 7));

  private static final List<ClaimStatus> STATUSES = List.of(ClaimStatus.values());

  private final InMemoryClaimStore claims = new InMemoryClaimStore();
  private final InMemoryRefusalHourStore refusals = new InMemoryRefusalHourStore();
  private final SeriesCounts counts = new SeriesCounts(new InMemoryClaimSeries(claims), refusals);

  @Test
  void bounds_ofDays_beginAtTheGamesAndLeaveNoneOut() {
    Instant from = Instant.parse("2026-03-07T12:00:00Z");
    List<Instant> bounds = Step.DAY.bounds(from, from.plus(Duration.ofDays(2)), 1_000, DAYS);

    assertThat(bounds)
        .containsExactly(
            Instant.parse("2026-03-07T09:07:00Z"),
            // A day of 23 hours.
            Instant.parse("2026-03-08T08:07:00Z"),
            Instant.parse("2026-03-09T08:07:00Z"),
            Instant.parse("2026-03-10T08:07:00Z"));
  }

  @Test
  void bounds_atABoundOrEmptyOrTooMany_asAsked() {
    Instant hour = Instant.parse("2026-03-07T12:00:00Z");

    assertThat(Step.HOUR.bounds(hour, hour.plus(Duration.ofHours(2)), 9, DAYS)).hasSize(3);
    assertThat(Step.HOUR.bounds(hour.plusMillis(1), hour.plusMillis(2), 9, DAYS))
        .containsExactly(hour, hour.plus(Duration.ofHours(1)));
    assertThat(Step.HOUR.bounds(hour, hour, 9, DAYS)).isEmpty();
    assertThat(Step.HOUR.bounds(hour, hour.plus(Duration.ofHours(9)), 9, DAYS)).hasSize(10);
    assertThat(Step.HOUR.bounds(hour, hour.plus(Duration.ofDays(900_000)), 9, DAYS)).hasSize(11);
    // Samoa left out the 30th of December 2011.
    GameDays samoa = new GameDays(ZoneId.of("Pacific/Apia"), LocalTime.MIDNIGHT);
    Instant before = Instant.parse("2011-12-29T12:00:00Z");
    assertThat(Step.DAY.bounds(before, before.plus(Duration.ofDays(2)), 9, samoa))
        .containsExactly(
            Instant.parse("2011-12-29T10:00:00Z"),
            Instant.parse("2011-12-30T10:00:00Z"),
            Instant.parse("2011-12-31T10:00:00Z"),
            Instant.parse("2012-01-01T10:00:00Z"));
  }

  @Test
  void count_claimsOfAMonth_asTheModelCounts() {
    Random random = new Random(11);
    List<Claim> all = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      Instant at = NOW.minusMillis((long) (random.nextDouble() * Duration.ofDays(31).toMillis()));
      Claim claim =
          Fixtures.with(
              aClaim(anId("clm"), "evt_1", "usr_1", at, anId("lck")),
              STATUSES.get(random.nextInt(4)));
      claims.insert(claim).await();
      all.add(claim);
    }
    Instant from = NOW.minus(Duration.ofDays(20));
    for (Step step : Step.values()) {
      List<Instant> bounds = step.bounds(from, NOW, 1_000, DAYS);
      List<Point> points = counts.count("evt_1", bounds).await();

      assertThat(points).extracting(Point::at).isEqualTo(bounds.subList(0, bounds.size() - 1));
      for (int i = 0; i < points.size(); i++) {
        Instant begin = bounds.get(i);
        Instant end = bounds.get(i + 1);
        for (ClaimStatus status : STATUSES) {
          assertThat(points.get(i).claims().getOrDefault(status, 0L))
              .isEqualTo(
                  all.stream()
                      .filter(claim -> claim.status() == status)
                      .filter(claim -> !claim.requestedAt().isBefore(begin))
                      .filter(claim -> claim.requestedAt().isBefore(end))
                      .count());
        }
      }
    }
  }

  @Test
  void count_refusals_inThePointOfTheirHour() {
    Instant hour = Instant.parse("2026-03-07T12:00:00Z");
    Instant cut = hour.plus(Duration.ofMinutes(7));
    refusals
        .add(
            "ref_1",
            Map.of(
                new Slot("evt_1", hour, "out-of-stock"), 3L,
                new Slot("evt_1", cut, "out-of-stock"), 2L,
                new Slot("evt_1", cut, "already-claimed"), 1L,
                new Slot("evt_2", cut, "already-claimed"), 9L))
        .await();
    List<Instant> bounds = List.of(hour, hour.plus(Duration.ofHours(1)));

    Point ofOne = counts.count("evt_1", bounds).await().get(0);
    Point ofAll = counts.count(null, bounds).await().get(0);
    List<Point> cutInTwo =
        counts.count("evt_1", List.of(hour, cut, hour.plus(Duration.ofHours(1)))).await();

    assertThat(ofOne.refusals()).isEqualTo(Map.of("out-of-stock", 5L, "already-claimed", 1L));
    assertThat(ofAll.refused()).isEqualTo(15);
    assertThat(cutInTwo).extracting(Point::refused).containsExactly(3L, 3L);
  }
}
