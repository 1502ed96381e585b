package io.laurel.time;

import io.laurel.failure.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Instants in JSON: ISO-8601, UTC, milliseconds ({@code 2026-05-01T00:00:00.000Z}), of the years
 * 0001 to 9999.
 */
public final class Instants {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]{1,9}))?"
              + "(?:Z|([+-])([0-1][0-9]|2[0-3]):([0-5][0-9]))");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private Instants() {}

  /** Now, cut to milliseconds: what a store and an answer can hold. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** As answered. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** As answered; null for null. */
  public static @Nullable String formatOrNull(@Nullable Instant instant) {
    return instant == null ? null : format(instant);
  }

  /**
   * As sent, cut to milliseconds. Fails with {@code invalid-request} at {@code pointer} for what is
   * no such instant although it looks like one (a 30th of February).
   */
  public static Instant parse(String text, String pointer) {
    return read(text)
        .orElseThrow(() -> Failure.invalidRequest(pointer, "must be a valid date-time"));
  }

  /**
   * As sent, cut to milliseconds; empty for what is none. RFC 3339, section 5.6, with these choices
   * where it leaves one: T and Z in upper case, an offset always, no 24:00, no leap second (Java
   * has none, and 23:59:60 could not be answered as sent). The years are those of UTC, after the
   * offset.
   */
  public static Optional<Instant> read(String text) {
    Matcher parts = DATE_TIME.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant instant =
          LocalDateTime.of(
                  number(parts, 1),
                  number(parts, 2),
                  number(parts, 3),
                  number(parts, 4),
                  number(parts, 5),
                  number(parts, 6))
              .toInstant(ZoneOffset.UTC)
              .plusMillis(millis(parts.group(7)))
              .minusSeconds(offset(parts));
      return isOfTheYears(instant) ? Optional.of(instant) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether what is answered for it has four digits for the year, and can be sent back. */
  public static boolean isOfTheYears(Instant instant) {
    return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }

  private static long millis(String fraction) {
    return fraction == null ? 0 : Long.parseLong((fraction + "00").substring(0, 3));
  }

  private static long offset(Matcher parts) {
    if (parts.group(8) == null) {
      return 0;
    }
    long seconds = number(parts, 9) * 3_600L + number(parts, 10) * 60L;
    return parts.group(8).equals("-") ? -seconds : seconds;
  }
}
