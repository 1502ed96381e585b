package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "Ab.9_-"})
  void orNew_sane_isTakenOver(String id) {
    assertThat(RequestId.orNew(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "a b", "a\nb", "a\n", "ä", "a;b"})
  void orNew_odd_isReplaced(String id) {
    assertThat(RequestId.orNew(id)).startsWith("req_").isNotEqualTo(id);
  }

  @Test
  void orNew_upTo64_isTakenOver() {
    assertThat(RequestId.orNew("a".repeat(64))).isEqualTo("a".repeat(64));
    assertThat(RequestId.orNew("a".repeat(65))).startsWith("req_");
  }
}
