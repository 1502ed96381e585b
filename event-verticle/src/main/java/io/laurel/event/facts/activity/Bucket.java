package io.laurel.event.facts.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one type on one day.
 *
 * @param subject null for whatever is not asked for apart
 * @param day null for the bucket of the highest amount ever, which counts nothing
 * @param entries empty unless the day was asked for entry by entry
 */
public record Bucket(
    String type,
    @Nullable String subject,
    @Nullable LocalDate day,
    long count,
    long sum,
    long max,
    List<Entry> entries) {
  /** Activities of one bucket at most; an id is never forgotten to make room. */
  static final int MAX_ENTRIES = 512;

  /** One activity. */
  record Entry(Instant at, long amount) {}

  /** The same bucket as if only what lies in the window had been counted. */
  Bucket within(Window window) {
    long counted = 0;
    long added = 0;
    long highest = 0;
    for (Entry entry : entries) {
      if (window.contains(entry.at())) {
        counted++;
        added += entry.amount();
        highest = Math.max(highest, entry.amount());
      }
    }
    return new Bucket(type, subject, day, counted, added, highest, List.of());
  }
}
