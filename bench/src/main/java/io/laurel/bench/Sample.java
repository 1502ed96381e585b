package io.laurel.bench;

import io.laurel.bench.load.Tally;
import java.time.Duration;

/**
 * One measured round.
 *
 * @param answers requests answered
 * @param failures of these, with another status than expected
 * @param elapsed how long it took
 * @param serverTime processor time of the server meanwhile
 */
record Sample(long answers, long failures, Duration elapsed, Duration serverTime) {
  static Sample of(Tally tally, Duration serverTime) {
    return new Sample(tally.answers(), tally.failures(), tally.elapsed(), serverTime);
  }

  double perSecond() {
    return answers / (elapsed.toNanos() / 1e9);
  }

  /** Processor time of the server for each request, in microseconds. */
  double serverMicros() {
    return serverTime.toNanos() / 1e3 / answers;
  }
}
