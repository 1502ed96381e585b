package io.laurel.event.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GapScanTest {
  private final FakeStock stock = new FakeStock(100_000);

  private void holdAll() {
    for (int serial = 1; serial <= 100_000; serial++) {
      stock.held.add(serial);
    }
  }

  @Test
  void run_noGap_empty_nothingRead() {
    holdAll();

    assertThat(new GapScan(stock, 10).run("evt", "rwd", 100_000).await()).isEmpty();
    assertThat(stock.counts).isLessThan(20);
    assertThat(stock.serialsRead).isLessThanOrEqualTo(1_000);
  }

  @Test
  void run_fewGaps_findsThemAllAndCountsTheRest() {
    holdAll();
    stock.held.remove(1);
    stock.held.remove(77_777);
    stock.held.remove(100_000);
    stock.serialsRead = 0;

    assertThat(new GapScan(stock, 10).run("evt", "rwd", 100_000).await())
        .containsExactlyInAnyOrder(1, 77_777, 100_000);
    assertThat(stock.counts).isLessThan(50);
  }

  @Test
  void run_manyGaps_endsWhenEnough() {
    assertThat(new GapScan(stock, 10).run("evt", "rwd", 100_000).await()).hasSize(10);
  }

  @Test
  void run_oneUnit_found() {
    assertThat(new GapScan(stock, 10).run("evt", "rwd", 1).await()).containsExactly(1);
  }
}
