package io.laurel.event.facts.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bucket holds.
 *
 * @param subject null for none
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
    List<Long> amounts =
        entries.stream().filter(entry -> window.contains(entry.at())).map(Entry::amount).toList();
    return new Bucket(
        type,
        subject,
        day,
        amounts.size(),
        amounts.stream().mapToLong(Long::longValue).sum(),
        amounts.stream().mapToLong(Long::longValue).max().orElse(0),
        List.of());
  }
}
