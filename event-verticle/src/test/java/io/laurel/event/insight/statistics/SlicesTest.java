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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class SlicesTest {
  private static Instant noCut(Instant at) {
    return Instant.MAX;
  }

  private record Slice(Instant from, Instant to, long count) {}

  private final List<Slice> slices = new ArrayList<>();

  private void walk(Instant end, UnaryOperator<Instant> cut, double perSecond) {
    new Slices(
            NOW,
            end,
            cut,
            (from, to) -> {
              long count = (long) (Duration.between(from, to).toMillis() / 1_000.0 * perSecond);
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

    walk(end, SlicesTest::noCut, 20);

    assertWhole(end);
    assertThat(slices.subList(1, slices.size() - 1))
        .allSatisfy(slice -> assertThat(slice.count()).isBetween(4_900L, 5_100L));
  }

  @Test
  void walk_nothingThere_fewSlices() {
    Instant end = NOW.plus(300, ChronoUnit.DAYS);

    walk(end, SlicesTest::noCut, 0);

    assertWhole(end);
    assertThat(slices).hasSizeLessThan(12);
  }

  @Test
  void walk_cuts_noSliceCrossesOne() {
    Instant end = NOW.plus(10, ChronoUnit.DAYS);

    walk(end, at -> at.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS), 0.01);

    assertWhole(end);
    assertThat(slices)
        .allSatisfy(
            slice ->
                assertThat(slice.to().minusMillis(1).truncatedTo(ChronoUnit.DAYS))
                    .isEqualTo(slice.from().truncatedTo(ChronoUnit.DAYS)));
  }

  @Test
  void walk_allInOneMillisecond_ends() {
    walk(NOW.plusMillis(20), SlicesTest::noCut, 1e12);

    assertWhole(NOW.plusMillis(20));
  }

  @Test
  void walk_aReadFails_failsAndStops() {
    Slices broken =
        new Slices(
            NOW,
            NOW.plusSeconds(9_000),
            SlicesTest::noCut,
            (from, to) -> {
              slices.add(new Slice(from, to, 0));
              return Future.failedFuture("away");
            });

    assertThatThrownBy(broken.walk()::await).hasMessage("away");
    assertThat(slices).hasSize(1);
  }
}
