package io.laurel.event.insight.statistics;

import static io.laurel.event.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
  private record Slice(Instant from, Instant to, long count) {}

  private final List<Slice> slices = new ArrayList<>();

  /** Documents that come evenly from a time on. */
  private record Evenly(Instant since, double perSecond) {
    long between(Instant from, Instant to) {
      Instant first = from.isAfter(since) ? from : since;
      return first.isBefore(to)
          ? (long) Math.ceil(Duration.between(first, to).toMillis() / 1_000.0 * perSecond)
          : 0;
    }
  }

  private void walk(Instant end, Evenly documents) {
    new Slices(
            NOW,
            end,
            (from, to, most) -> {
              long count = documents.between(from, to);
              if (count == 0) {
                slices.add(new Slice(from, to, 0));
              }
              return Future.succeededFuture(Math.min(most, count));
            },
            (from, to) -> {
              long count = documents.between(from, to);
              slices.add(new Slice(from, to, count));
              return Future.succeededFuture(count);
            })
        .walk()
        .await();
  }

  private void assertWhole(Instant end) {
    assertThat(slices.get(0).from()).isEqualTo(NOW);
    for (int i = 1; i < slices.size(); i++) {
      assertThat(slices.get(i).from()).isEqualTo(slices.get(i - 1).to());
    }
    assertThat(slices.get(slices.size() - 1).to()).isEqualTo(end);
  }

  @Test
  void walk_dense_slicesAfterTheFirstHoldWhatIsWanted() {
    Instant end = NOW.plus(1, ChronoUnit.DAYS);

    walk(end, new Evenly(NOW, 20));

    assertWhole(end);
    assertThat(slices.subList(1, slices.size() - 1))
        .allSatisfy(slice -> assertThat(slice.count()).isBetween(4_900L, 5_100L));
  }

  @Test
  void walk_nothingThere_fewSlices() {
    Instant end = NOW.plus(300, ChronoUnit.DAYS);

    walk(end, new Evenly(NOW, 0));

    assertWhole(end);
    assertThat(slices).hasSizeLessThan(12);
  }

  /** A million in the last days of a month, whose beginning let the slices grow. */
  @Test
  void walk_manyBehindNothing_noSliceHoldsMuchMoreThanIsWanted() {
    Instant end = NOW.plus(30, ChronoUnit.DAYS);

    walk(end, new Evenly(NOW.plus(20, ChronoUnit.DAYS), 1));

    assertWhole(end);
    assertThat(slices)
        .allSatisfy(slice -> assertThat(slice.count()).isLessThanOrEqualTo(4 * Slices.WANTED));
    assertThat(slices.stream().mapToLong(Slice::count).sum()).isBetween(864_000L, 864_500L);
    assertThat(slices).hasSizeLessThan(250);
  }

  @Test
  void walk_allInOneMillisecond_ends() {
    walk(NOW.plusMillis(20), new Evenly(NOW, 1e12));

    assertWhole(NOW.plusMillis(20));
  }

  @Test
  void walk_aReadFails_failsAndStops() {
    Slices broken =
        new Slices(
            NOW,
            NOW.plusSeconds(9_000),
            (from, to, most) -> Future.succeededFuture(1L),
            (from, to) -> {
              slices.add(new Slice(from, to, 0));
              return Future.failedFuture("away");
            });

    assertThatThrownBy(broken.walk()::await).hasMessage("away");
    assertThat(slices).hasSize(1);
  }
}
