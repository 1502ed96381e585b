package io.laurel.event.activity;

import io.laurel.event.gameday.GameDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/**
 * What is known of a user's activities in a window, and of the highest amounts ever. Knows nothing
 * but what was read: asking for another source is answered as if there were no such activities.
 */
public final class Facts {
  /** Of somebody who never did anything. */
  public static final Facts NONE = new Facts(List.of(), null);

  private final Map<String, List<Bucket>> byType = new HashMap<>();
  private final Map<String, Long> highest = new HashMap<>();
  private final GameDays days;

  private Facts(Collection<Bucket> buckets, GameDays days) {
    this.days = days;
    for (Bucket bucket : buckets) {
      if (bucket.day() == null) {
        highest.merge(bucket.type(), bucket.max(), Math::max);
      } else if (bucket.count() > 0) {
        byType.computeIfAbsent(bucket.type(), type -> new ArrayList<>()).add(bucket);
      }
    }
  }

  /** Judges days inside the window by their sums, and days that it cuts by their entries. */
  static Facts of(List<Bucket> buckets, Reading reading, Window window, GameDays days) {
    return new Facts(
        buckets.stream()
            .map(bucket -> reading.cuts(bucket.day()) ? bucket.within(window) : bucket)
            .toList(),
        days);
  }

  /** The days with such an activity. */
  public SortedSet<LocalDate> days(String type) {
    SortedSet<LocalDate> found = new TreeSet<>();
    byType.getOrDefault(type, List.of()).forEach(bucket -> found.add(bucket.day()));
    return found;
  }

  /** The length of the longest run of days, each following the one before, with such activities. */
  public long longestStreak(String type) {
    return streaks(days(type), days).stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The length of the run that ends with the last of these days; 0 for none. */
  static long lastStreak(SortedSet<LocalDate> found, GameDays days) {
    List<Long> streaks = streaks(found, days);
    return streaks.isEmpty() ? 0 : streaks.get(streaks.size() - 1);
  }

  /** The length of each run, in the order of days. */
  private static List<Long> streaks(SortedSet<LocalDate> found, GameDays days) {
    List<Long> streaks = new ArrayList<>();
    LocalDate before = null;
    for (LocalDate day : found) {
      int last = streaks.size() - 1;
      if (before != null && days.areConsecutive(before, day)) {
        streaks.set(last, streaks.get(last) + 1);
      } else {
        streaks.add(1L);
      }
      before = day;
    }
    return streaks;
  }

  /** How many activities; {@code subject} null for whatever they are about. */
  public long count(String type, String subject) {
    return total(type, subject, Bucket::count, Long::sum);
  }

  /** The sum of their amounts; {@code subject} null for whatever they are about. */
  public long sum(String type, String subject) {
    return total(type, subject, Bucket::sum, Long::sum);
  }

  /** The highest amount of one, 0 for none; {@code subject} null for whatever they are about. */
  public long max(String type, String subject) {
    return total(type, subject, Bucket::max, Math::max);
  }

  /** The highest amount there ever was, 0 for none. */
  public long highestEver(String type) {
    return highest.getOrDefault(type, 0L);
  }

  private long total(
      String type, String subject, ToLongFunction<Bucket> value, BinaryOperator<Long> join) {
    return byType.getOrDefault(type, List.of()).stream()
        .filter(bucket -> subject == null || subject.equals(bucket.subject()))
        .map(value::applyAsLong)
        .reduce(0L, join);
  }
}
