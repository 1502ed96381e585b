package io.laurel.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void of_oddNumber_theMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
  }

  @Test
  void of_evenNumber_betweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void of_one_isAllThree() {
    assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7));
  }

  @Test
  void ofRatios_eachRoundAgainstTheOneBesideIt() {
    assertThat(Spread.ofRatios(List.of(1.0, 6.0, 2.0), List.of(2.0, 2.0, 2.0)))
        .isEqualTo(new Spread(1, 0.5, 3));
  }
}
