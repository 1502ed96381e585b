package io.laurel.event.insight.statistics;

import static io.laurel.event.Fixtures.NOW;
import static io.laurel.event.Fixtures.aClaim;
import static io.laurel.event.Fixtures.anId;
import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.event.Fixtures;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.event.claims.claim.ClaimStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everything does that counts claims between bounds. */
abstract class ClaimSeriesKit {
  private ClaimStore claims;
  private ClaimSeries series;

  /** A store without claims. */
  abstract ClaimStore claims();

  /** Counts what that store keeps. */
  abstract ClaimSeries series();

  @BeforeEach
  void prepare() {
    claims = claims();
    claims.prepare().await();
    series = series();
  }

  private void keep(String eventId, long millis, ClaimStatus status) {
    claims
        .insert(
            Fixtures.with(
                aClaim(anId("clm"), eventId, "usr_1", NOW.plusMillis(millis), anId("lck")), status))
        .await();
  }

  /** By the milliseconds at which a span begins, without zeros. */
  private Map<Long, Map<ClaimStatus, Long>> counted(String eventId, long... bounds) {
    List<Instant> instants = LongStream.of(bounds).mapToObj(NOW::plusMillis).toList();
    Map<Long, Map<ClaimStatus, Long>> found = new TreeMap<>();
    series
        .count(eventId, instants)
        .await()
        .forEach(
            (at, counts) -> {
              Map<ClaimStatus, Long> some = new TreeMap<>(counts);
              some.values().removeIf(count -> count == 0);
              if (!some.isEmpty()) {
                found.put(at.toEpochMilli() - NOW.toEpochMilli(), some);
              }
            });
    return found;
  }

  @Test
  void count_betweenBounds_eachClaimInOneSpan() {
    keep("evt_1", 0, ClaimStatus.REVOKED);
    keep("evt_1", 10, ClaimStatus.GRANTED);
    keep("evt_1", 19, ClaimStatus.GRANTED);
    keep("evt_1", 19, ClaimStatus.PENDING_APPROVAL);
    keep("evt_1", 20, ClaimStatus.REJECTED);
    keep("evt_1", 49, ClaimStatus.GRANTED);
    keep("evt_1", 50, ClaimStatus.GRANTED);
    keep("evt_2", 12, ClaimStatus.GRANTED);

    assertThat(counted("evt_1", 10, 20, 30, 45, 50))
        .isEqualTo(
            Map.of(
                10L, Map.of(ClaimStatus.GRANTED, 2L, ClaimStatus.PENDING_APPROVAL, 1L),
                20L, Map.of(ClaimStatus.REJECTED, 1L),
                45L, Map.of(ClaimStatus.GRANTED, 1L)));
    assertThat(counted(null, 10, 20))
        .isEqualTo(Map.of(10L, Map.of(ClaimStatus.GRANTED, 3L, ClaimStatus.PENDING_APPROVAL, 1L)));
    assertThat(counted("evt_3", 0, 99)).isEmpty();
    assertThat(counted("evt_1", 21, 22)).isEmpty();
  }
}
