package io.laurel.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The attempts of one account, device or address that failed or whose outcome is not known yet.
 *
 * @param marks the newest ones, the newest last: at most as many as are free
 * @param waited attempts that had to wait first
 * @param retryAt when the next one is let in; null where that is not decided yet, or any is
 */
public record FailedTries(List<Mark> marks, int waited, @Nullable Instant retryAt) {
  /** Nobody failed. */
  public static final FailedTries NONE = new FailedTries(List.of(), 0, null);

  /**
   * One attempt, or all of them that count as one.
   *
   * @param key two attempts of one key count once
   */
  public record Mark(String key, Instant at) {}

  /**
   * What becomes of an attempt.
   *
   * @param after what is counted from then on; the same as before where nothing is to be written
   * @param delay until it may be tried again; zero where it is let in
   */
  public record Admission(FailedTries after, Duration delay) {
    /** It is tried now. */
    static Admission letIn(FailedTries after) {
      return new Admission(after, Duration.ZERO);
    }

    /** Whether it is tried now. */
    public boolean isLetIn() {
      return delay.isZero();
    }
  }

  /** Copies the marks. */
  public FailedTries {
    marks = List.copyOf(marks);
  }

  /** Judges an attempt, and counts it if it is let in. */
  public Admission judge(String key, BackoffRule rule, Instant now) {
    List<Mark> counted = marks.stream().filter(mark -> rule.counts(mark.at(), now)).toList();
    if (counted.size() < rule.free()) {
      return Admission.letIn(new FailedTries(marked(counted, key, now), 0, null));
    }
    if (retryAt == null) {
      Duration wait = rule.waitAfter(waited);
      return new Admission(new FailedTries(counted, waited, now.plus(wait)), wait);
    }
    if (now.isBefore(retryAt)) {
      return new Admission(this, Duration.between(now, retryAt));
    }
    List<Mark> all = marked(counted, key, now);
    List<Mark> newest = all.subList(Math.max(0, all.size() - rule.free()), all.size());
    Instant next = now.plus(rule.waitAfter(waited + 1));
    return Admission.letIn(new FailedTries(newest, waited + 1, next));
  }

  private static List<Mark> marked(List<Mark> marks, String key, Instant at) {
    return Stream.concat(
            marks.stream().filter(mark -> !mark.key().equals(key)), Stream.of(new Mark(key, at)))
        .toList();
  }

  /**
   * Without an attempt that was none in the end, because nobody could say whether it was right: the
   * next one need not wait for it.
   */
  FailedTries without(String key, Instant now) {
    return waited > 0 ? new FailedTries(marks, waited - 1, now) : unmarked(key);
  }

  /**
   * Without an attempt that was right. One that had to wait first stays counted: else an account of
   * one's own would buy a guess at others' with each login.
   */
  FailedTries succeeded(String key) {
    return waited > 0 ? this : unmarked(key);
  }

  private FailedTries unmarked(String key) {
    List<Mark> others = new ArrayList<>(marks);
    others.removeIf(mark -> mark.key().equals(key));
    return new FailedTries(others, waited, retryAt);
  }

  /** From when on nothing of it matters. */
  Instant expiresAt(BackoffRule rule) {
    Instant newest = marks.isEmpty() ? Instant.EPOCH : marks.get(marks.size() - 1).at();
    Instant forgotten = newest.plus(rule.window());
    return retryAt == null || retryAt.isBefore(forgotten) ? forgotten : retryAt;
  }
}
