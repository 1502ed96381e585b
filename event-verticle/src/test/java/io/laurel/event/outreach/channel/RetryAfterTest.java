package io.laurel.event.outreach.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "120, 120",
    "007, 7",
    "3600, 3600",
    "3601, 3600",
    "99999999999999999999999999, 3600",
    "'Sun, 29 Nov 2026 12:02:00 GMT', 120",
    "'Sun, 29 Nov 2026 14:00:00 GMT', 3600",
    "'Sun, 29 Nov 2026 11:59:59 GMT', 0"
  })
  void parse_secondsOrDate_howLong(String value, int seconds) {
    assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1e3",
        "0x10",
        "\u0661\u0662",
        "2026-11-29T12:02:00Z",
        "Mon, 29 Nov 2026 12:02:00 GMT"
      })
  void parse_neither_nothingAsked(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }
}
