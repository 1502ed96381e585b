package io.laurel.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came of one run of a load. Written on one event loop, read after the run. */
public final class Tally {
  private final Set<Integer> expected;
  private final Limit limit;
  private final List<Long> latencies = new ArrayList<>();
  private final Map<Integer, Long> statuses = new TreeMap<>();
  private long sent;
  private long answers;
  private long failures;
  private String firstFailure;
  private long begun;
  private long due;
  private long ended;

  /**
   * When a load stops: whichever comes first.
   *
   * @param duration of sending
   * @param requests sent
   */
  public record Limit(Duration duration, long requests) {
    /** By time alone. */
    public static Limit of(Duration duration) {
      return new Limit(duration, Long.MAX_VALUE);
    }
  }

  Tally(Set<Integer> expected, Limit limit) {
    this.expected = expected;
    this.limit = limit;
  }

  void begin() {
    begun = System.nanoTime();
    due = begun + limit.duration().toNanos();
  }

  /** Whether one more may be sent, which then counts as sent. */
  boolean goesOn() {
    return System.nanoTime() - due < 0 && sent++ < limit.requests();
  }

  void add(Answer answer, long nanos) {
    answers++;
    latencies.add(nanos);
    statuses.merge(answer.status(), 1L, Long::sum);
    if (!expected.contains(answer.status())) {
      failures++;
      if (firstFailure == null) {
        firstFailure = answer.text().toString();
      }
    }
  }

  void end() {
    ended = System.nanoTime();
  }

  /** Requests answered, whatever the answer. */
  public long answers() {
    return answers;
  }

  /** Answers with another status than expected. */
  public long failures() {
    return failures;
  }

  /** The first of these, or null. */
  public String firstFailure() {
    return firstFailure;
  }

  /** How long at most that many answers of a thousand took, by nearest rank. */
  public Duration percentile(int ofAThousand) {
    List<Long> sorted = latencies.stream().sorted().toList();
    int rank = (sorted.size() * ofAThousand + 999) / 1_000;
    return Duration.ofNanos(sorted.get(Math.max(0, rank - 1)));
  }

  /** The same in milliseconds. */
  public double millis(int ofAThousand) {
    return percentile(ofAThousand).toNanos() / 1e6;
  }

  /** How many answers had which status. */
  public Map<Integer, Long> statuses() {
    return Map.copyOf(statuses);
  }

  Limit limit() {
    return limit;
  }

  /** From the first request to the last answer. */
  public Duration elapsed() {
    return Duration.ofNanos(ended - begun);
  }
}
