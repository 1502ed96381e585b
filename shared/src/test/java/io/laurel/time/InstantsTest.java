package io.laurel.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.laurel.failure.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {
  @ParameterizedTest
  @CsvSource({
    "2026-05-01T00:00:00Z,           2026-05-01T00:00:00.000Z",
    "2026-05-01T00:00:00.000Z,       2026-05-01T00:00:00.000Z",
    "2026-05-01T00:00:00.1Z,         2026-05-01T00:00:00.100Z",
    "2026-05-01T00:00:00.1239Z,      2026-05-01T00:00:00.123Z",
    "2026-05-01T00:00:00.123456789Z, 2026-05-01T00:00:00.123Z",
    "2026-05-01T00:00:00+09:00,      2026-04-30T15:00:00.000Z",
    "2026-05-01T00:00:00-00:00,      2026-05-01T00:00:00.000Z",
    "2026-05-01T00:00:00+23:59,      2026-04-30T00:01:00.000Z",
    "2024-02-29T12:00:00Z,           2024-02-29T12:00:00.000Z",
    "1969-12-31T23:59:59.9999Z,      1969-12-31T23:59:59.999Z",
    "0001-01-01T00:00:00Z,           0001-01-01T00:00:00.000Z",
    "0000-12-31T23:00:00-01:00,      0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.9999Z,      9999-12-31T23:59:59.999Z",
    "9999-12-31T23:59:59+00:01,      9999-12-31T23:58:59.000Z"
  })
  void read_instant_isAnsweredInUtcWithMilliseconds(String sent, String answered) {
    assertThat(Instants.format(Instants.parse(sent, "/at"))).isEqualTo(answered);
    assertThat(Instants.format(Instants.parse(answered, "/at"))).isEqualTo(answered);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9999-12-31T23:59:59-00:01",
        "9999-12-31T23:59:59-18:00",
        "0001-01-01T00:00:00+00:01",
        "0000-12-31T23:59:59Z",
        "0000-06-01T00:00:00Z"
      })
  void read_outOfTheYearsAfterTheOffset_isNone(String text) {
    assertThat(Instants.read(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-05-01",
        "2026-05-01T00:00:00",
        "2026-05-01T00:00Z",
        "2026-05-01 00:00:00Z",
        "2026-05-01t00:00:00Z",
        "2026-05-01T00:00:00z",
        "2026-05-01T24:00:00Z",
        "2026-05-01T23:60:00Z",
        "2016-12-31T23:59:60Z",
        "2026-02-30T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-05-00T00:00:00Z",
        "2026-05-01T00:00:00.Z",
        "2026-05-01T00:00:00.1234567890Z",
        "2026-05-01T00:00:00,5Z",
        "2026-05-01T00:00:00+09",
        "2026-05-01T00:00:00+0900",
        "2026-05-01T00:00:00+24:00",
        "2026-05-01T00:00:00+09:60",
        "2026-05-01T00:00:00+09:00:30",
        "2026-05-01T00:00:00\u221209:00",
        "+12026-05-01T00:00:00Z",
        "-2026-05-01T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "2026-05-01T00:00:00Z ",
        "2026-05-01T00:00:00Z\n",
        "\u0662\u0660\u0662\u0666-05-01T00:00:00Z",
        "2026-W18-5T00:00:00Z",
        "2026-121T00:00:00Z"
      })
  void read_noInstant_isNone(String text) {
    assertThat(Instants.read(text)).isEmpty();
  }

  @Test
  void parse_noInstant_failsWithThePointer() {
    Failure failure =
        catchThrowableOfType(
            Failure.class, () -> Instants.parse("9999-12-31T23:59:59-01:00", "/endsAt"));

    assertThat(failure.faults())
        .containsExactly(new Failure.Fault("/endsAt", "must be a valid date-time"));
  }
}
