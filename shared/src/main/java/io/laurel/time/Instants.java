package io.laurel.time;

import io.laurel.failure.Failure;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Instants in JSON: ISO-8601, UTC, milliseconds ({@code 2026-05-01T00:00:00.000Z}). */
public final class Instants {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Instants() {}

  /** Now, cut to milliseconds: what a store and an answer can hold. */
  public static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** As answered. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /**
   * As sent, cut to milliseconds. Fails with {@code invalid-request} at {@code pointer} for what is
   * no instant although it looks like one (a 30th of February).
   */
  public static Instant parse(String text, String pointer) {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw Failure.invalidRequest(pointer, "must be a valid date-time");
    }
  }
}
