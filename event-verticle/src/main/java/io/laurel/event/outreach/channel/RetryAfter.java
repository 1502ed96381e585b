package io.laurel.event.outreach.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a receiver asks to be left alone (RFC 9110, 10.2.3). */
final class RetryAfter {
  /** Nobody can have a delivery forgotten by asking for more. */
  static final Duration MOST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");
  private static final int MANY_DIGITS = 9;

  private RetryAfter() {}

  /**
   * What the field's value asks for, {@link #MOST} at most; empty where it is neither seconds nor a
   * date.
   */
  static Optional<Duration> parse(String value, Instant now) {
    if (SECONDS.matcher(value).matches()) {
      return Optional.of(
          value.length() > MANY_DIGITS ? MOST : bounded(Duration.ofSeconds(Long.parseLong(value))));
    }
    try {
      Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value));
      return Optional.of(bounded(Duration.between(now, at)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(MOST) > 0 ? MOST : asked;
  }
}
