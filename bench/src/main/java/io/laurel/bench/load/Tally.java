package io.laurel.bench.load;

import java.time.Duration;

/** What came of one run of a load. Written on one event loop, read after the run. */
public final class Tally {
  private final int expected;
  private long answers;
  private long failures;
  private String firstFailure;
  private long begun;
  private long due;
  private long ended;

  Tally(int expected) {
    this.expected = expected;
  }

  void begin(Duration duration) {
    begun = System.nanoTime();
    due = begun + duration.toNanos();
  }

  boolean isDue() {
    return System.nanoTime() - due >= 0;
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
