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
 * @param databaseTime of that, of its embedded database
 * @param allocated bytes that the server's threads put on its heap meanwhile
 */
record Sample(
    long answers,
    long failures,
    Duration elapsed,
    Duration serverTime,
    Duration databaseTime,
    long allocated) {
  static Sample of(Tally tally, Duration serverTime, Duration databaseTime, long allocated) {
    return new Sample(
        tally.answers(), tally.failures(), tally.elapsed(), serverTime, databaseTime, allocated);
  }

  double perSecond() {
    return answers / (elapsed.toNanos() / 1e9);
  }

  /** Processor time of the server for each request, in microseconds. */
  double serverMicros() {
    return micros(serverTime);
  }

  /** The same without its database: what a process with a database elsewhere pays. */
  double outsideMicros() {
    return micros(serverTime.minus(databaseTime));
  }

  /** Heap that a request takes, its database's too, in KiB. */
  double allocatedKibibytes() {
    return allocated / 1_024.0 / answers;
  }

  private double micros(Duration time) {
    return time.toNanos() / 1e3 / answers;
  }
}
