package io.laurel.bench.load;

import java.time.Duration;

/** What came of one run of a load. Written on one event loop, read after the run. */
public final class Tally {
  private final int expected;
  private final Limit limit;
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

  Tally(int expected, Limit limit) {
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

  void add(Answer answer) {
    answers++;
    if (answer.status() != expected) {
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

  /** From the first request to the last answer. */
  public Duration elapsed() {
    return Duration.ofNanos(ended - begun);
  }
}
