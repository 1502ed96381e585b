package io.laurel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.contract.Parameter.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
  private static Object read(String type, String text) {
    return new Parameter("p", Place.QUERY, type).read(text);
  }

  @Test
  void read_integer_isANumber() {
    assertThat(read("integer", "-20")).isEqualTo(-20L);
    assertThat(read("integer", "007")).isEqualTo(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.0", "1e3", "+1", " 1", "0x10", "٣", "9999999999999999999"})
  void read_noInteger_staysText(String text) {
    assertThat(read("integer", text)).isEqualTo(text);
  }

  @Test
  void read_boolean_isExactlyTrueOrFalse() {
    assertThat(read("boolean", "true")).isEqualTo(true);
    assertThat(read("boolean", "false")).isEqualTo(false);
    assertThat(read("boolean", "TRUE")).isEqualTo("TRUE");
    assertThat(read("boolean", "")).isEqualTo("");
  }

  @Test
  void read_string_isTakenAsItIs() {
    assertThat(read("string", "true")).isEqualTo("true");
    assertThat(read("string", "12")).isEqualTo("12");
  }
}
