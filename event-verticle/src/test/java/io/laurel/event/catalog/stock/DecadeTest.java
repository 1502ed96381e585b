package io.laurel.event.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DecadeTest {
  @ParameterizedTest
  @CsvSource({"1,10", "9,10", "10,100", "999,1000", "1000,10000", "10000000,100000000"})
  void of_stock_smallestThatHoldsIt(int stock, int size) {
    assertThat(Decade.of(stock)).isEqualTo(new Decade(0, size));
  }

  @ParameterizedTest
  @CsvSource({
    "0,10,0000000",
    "120,10,0000012",
    "1000,1000,00001",
    "0,10000000,0",
    "10000000,1,10000000"
  })
  void prefix_commonDigits(int start, int size, String prefix) {
    assertThat(new Decade(start, size).prefix()).isEqualTo(prefix);
  }

  @Test
  void prefix_all_empty() {
    assertThat(Decade.ALL.prefix()).isEmpty();
  }

  @Test
  void parts_tenOfATenth() {
    assertThat(new Decade(100, 100).parts())
        .hasSize(10)
        .startsWith(new Decade(100, 10), new Decade(110, 10))
        .endsWith(new Decade(190, 10));
  }
}
