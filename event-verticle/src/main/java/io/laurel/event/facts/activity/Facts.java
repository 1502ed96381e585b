package io.laurel.event.facts.activity;

import io.laurel.event.facts.activity.Measure.Kind;
import io.laurel.event.facts.gameday.GameDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user's activities in a window, and of the highest amounts ever. Knows nothing
 * but what was read: asking for another source is answered as if there were no such activities.
 * Whatever is asked is reckoned once, however often it is asked. Belongs to one thread at a time.
 */
public final class Facts {
  /** Whatever they are about. */
  private static final @Nullable String ANY = null;

  private final Map<Source, List<Bucket>> bySource = new HashMap<>();
  private final Map<String, Long> highest = new HashMap<>();
  private final Map<Measure, Long> reckoned = new HashMap<>();

  /** Null where there are no facts. */
  private final @Nullable GameDays days;

  private final Function<Measure, Long> reckoning;

  private Facts(Collection<Bucket> buckets, @Nullable GameDays days) {
    this.days = days;
    this.reckoning = this::reckon;
    for (Bucket bucket : buckets) {
      if (bucket.day() == null) {
        highest.merge(bucket.type(), bucket.max(), Math::max);
      } else if (bucket.count() > 0) {
        add(bucket, ANY);
        if (bucket.subject() != null) {
          add(bucket, bucket.subject());
        }
      }
    }
  }

  private void add(Bucket bucket, @Nullable String subject) {
    bySource
        .computeIfAbsent(Source.of(bucket.type(), subject), source -> new ArrayList<>())
        .add(bucket);
  }

  /** Of somebody who never did anything. */
  public static Facts none() {
    return new Facts(List.of(), null);
  }

  /**
   * Of somebody who might be.
   *
   * @param measures what is reckoned of each type and subject
   * @param highestEver of each type
   */
  static Facts imagined(ToLongFunction<Measure.Kind> measures, long highestEver) {
    return new Facts(measures, highestEver);
  }

  private Facts(ToLongFunction<Measure.Kind> measures, long highestEver) {
    this.days = null;
    this.reckoning = measure -> measures.applyAsLong(measure.kind());
    Highest.types().forEach(type -> highest.put(type, highestEver));
  }

  /** Judges days inside the window by their sums, and days that it cuts by their entries. */
  static Facts of(List<Bucket> buckets, Reading reading, Window window, GameDays days) {
    return new Facts(
        buckets.stream()
            .map(bucket -> reading.cuts(bucket.day()) ? bucket.within(window) : bucket)
            .toList(),
        days);
  }

  /** That measure of them. */
  public long get(Measure measure) {
    return reckoned.computeIfAbsent(measure, reckoning);
  }

  /** How many days with such an activity. */
  public long days(String type) {
    return get(new Measure(Kind.DAYS, type, ANY));
  }

  /** The length of the longest run of days, each following the one before, with such activities. */
  public long longestStreak(String type) {
    return get(new Measure(Kind.STREAK, type, ANY));
  }

  /** How many activities; {@code subject} null for whatever they are about. */
  public long count(String type, @Nullable String subject) {
    return get(new Measure(Kind.COUNT, type, subject));
  }

  /** The sum of their amounts; {@code subject} null for whatever they are about. */
  public long sum(String type, @Nullable String subject) {
    return get(new Measure(Kind.SUM, type, subject));
  }

  /** The highest amount of one, 0 for none; {@code subject} null for whatever they are about. */
  public long max(String type, @Nullable String subject) {
    return get(new Measure(Kind.MAX, type, subject));
  }

  private long reckon(Measure measure) {
    List<Bucket> buckets = bySource.getOrDefault(measure.source(), List.of());
    return switch (measure.kind()) {
      case DAYS -> days(buckets).size();
      case STREAK -> days == null ? 0 : longestStreak(days(buckets), days);
      case COUNT -> sum(buckets, Bucket::count);
      case SUM -> sum(buckets, Bucket::sum);
      case MAX -> buckets.stream().mapToLong(Bucket::max).max().orElse(0);
    };
  }

  private static long sum(List<Bucket> buckets, ToLongFunction<Bucket> value) {
    return buckets.stream().mapToLong(value).sum();
  }

  private static SortedSet<LocalDate> days(List<Bucket> buckets) {
    SortedSet<LocalDate> found = new TreeSet<>();
    buckets.forEach(bucket -> found.add(bucket.day()));
    return found;
  }

  private static long longestStreak(SortedSet<LocalDate> found, GameDays days) {
    return streaks(found, days).stream().mapToLong(Long::longValue).max().orElse(0);
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

  /** The highest amount there ever was, 0 for none. */
  public long highestEver(String type) {
    return highest.getOrDefault(type, 0L);
  }
}
