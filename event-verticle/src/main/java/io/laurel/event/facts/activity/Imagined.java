package io.laurel.event.facts.activity;

import io.laurel.event.facts.gameday.GameDays;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Facts that somebody could have of a window: of who did all that is counted at most, of who did
 * nothing, and of some between, for what must be neither too much nor too little.
 */
public final class Imagined {
  /** The highest amount of one activity. */
  private static final long MAX_AMOUNT = 1_000_000_000;

  /** Days, and activities of a day, of those between. */
  private static final int BETWEEN = 40;

  private final long longest;
  private final long busiest;

  /**
   * What is possible in that window.
   *
   * @param maxSubjects subjects of one user, type and day, at most
   */
  public Imagined(Window window, GameDays days, int maxSubjects) {
    LocalDate first = days.dayOf(window.start());
    LocalDate last = days.dayOf(window.end().minusNanos(1));
    longest = ChronoUnit.DAYS.between(first, last) + 1;
    // Beside those of each subject those of none.
    busiest = (maxSubjects + 1L) * BucketKey.CHUNKS * Bucket.MAX_ENTRIES;
  }

  /** The most first, which answers what most conditions ask. */
  public List<Facts> cases() {
    List<Facts> cases = new ArrayList<>();
    cases.add(of(longest, busiest, MAX_AMOUNT));
    cases.add(Facts.none());
    for (long n = 1; n <= BETWEEN; n++) {
      cases.add(of(Math.min(n, longest), 1, 1));
      cases.add(of(Math.min(n, longest), busiest, MAX_AMOUNT));
      cases.add(of(1, n, 1));
    }
    return cases;
  }

  private static Facts of(long days, long each, long amount) {
    return Facts.imagined(
        kind ->
            switch (kind) {
              case DAYS, STREAK -> days;
              case COUNT -> times(days, each);
              case SUM -> times(times(days, each), amount);
              case MAX -> amount;
            },
        amount);
  }

  private static long times(long left, long right) {
    return Math.multiplyHigh(left, right) == 0 && left * right >= 0 ? left * right : Long.MAX_VALUE;
  }
}
