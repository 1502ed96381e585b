package io.laurel.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SeenPositionsTest {
  @Test
  void add_many_eachIsNewOnce() {
    var seen = new SeenPositions();

    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 200_000; i++) {
        assertThat(seen.add("clm_" + Integer.toString(i, 36))).isEqualTo(round == 0);
      }
    }
  }

  @Test
  void add_noTexts_byEquality() {
    var seen = new SeenPositions();

    assertThat(seen.add(1)).isTrue();
    assertThat(seen.add("1")).isTrue();
    assertThat(seen.add("")).isTrue();
    assertThat(seen.add(1)).isFalse();
    assertThat(seen.add("")).isFalse();
  }
}
