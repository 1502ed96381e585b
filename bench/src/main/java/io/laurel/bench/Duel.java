package io.laurel.bench;

import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What came of one scenario: rounds of Laurel and of the yardstick in turns, so that whatever else
 * the machine does meanwhile meets both. The yardstick may be Laurel too, asked for less.
 *
 * @param name of the scenario
 */
record Duel(String name, List<Sample> laurel, List<Sample> yardstick) {
  private static final Duration LONGEST_WARM_UP = Duration.ofMinutes(1);

  /**
   * Runs a scenario. Blocks. Warms up by requests, not by time: on a busy machine seconds warm
   * nothing, and the contestant that is asked first would lose.
   *
   * @param status what a good answer has
   */
  static Duel run(
      String name, Load load, BenchOptions options, int status, Contestant laurel, Contestant bare)
      throws TimeoutException {
    Limit warmUp = new Limit(LONGEST_WARM_UP, options.warmUp());
    laurel.round(load, status, warmUp);
    bare.round(load, status, warmUp);
    Limit round = Limit.of(options.round());
    Duel duel = new Duel(name, new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < options.rounds(); i++) {
      duel.laurel.add(laurel.round(load, status, round));
      duel.yardstick.add(bare.round(load, status, round));
    }
    return duel;
  }

  /** Laurel's requests a second as a share of the yardstick's. */
  Spread speed() {
    return Spread.ofRatios(laurel, yardstick, Sample::perSecond);
  }

  /** The yardstick's processor time a request as a share of Laurel's: 1 is as cheap. */
  Spread thrift() {
    return Spread.ofRatios(yardstick, laurel, Sample::serverMicros);
  }

  /** Laurel's processor time a request outside the database, in the yardstick's: 1 is as cheap. */
  Spread outside() {
    return Spread.ofRatios(laurel, yardstick, Sample::outsideMicros);
  }

  /** Heap that a request takes of Laurel, in what it takes of the yardstick: 1 is as little. */
  Spread allocation() {
    return Spread.ofRatios(laurel, yardstick, Sample::allocatedKibibytes);
  }

  /** Requests a second of the slower one, in the middle of its rounds. */
  double slowest() {
    return Math.min(
        Spread.of(laurel, Sample::perSecond).median(),
        Spread.of(yardstick, Sample::perSecond).median());
  }

  /** Failed answers of both. */
  long failures() {
    return failures(laurel) + failures(yardstick);
  }

  private static long failures(List<Sample> samples) {
    return samples.stream().mapToLong(Sample::failures).sum();
  }
}
