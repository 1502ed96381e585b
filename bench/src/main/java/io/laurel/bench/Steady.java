package io.laurel.bench;

import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * How long answers take where requests come at a steady rate, each counted from when it was due: so
 * a server that stalls does not hide, as from clients that wait for it, how long others would have
 * waited.
 *
 * @param name of the scenario
 * @param perSecond requests a second, to each contestant in turns
 * @param laurel by round
 * @param yardstick the same beside it
 * @param failures of both
 */
record Steady(
    String name, int perSecond, List<Latency> laurel, List<Latency> yardstick, long failures) {
  /** Of what the slower contestant does as fast as it can: what is left is not full of waiting. */
  private static final double SHARE = 0.5;

  /** Percentiles by nearest rank, in milliseconds. */
  record Latency(double p50, double p99, double p999) {
    static Latency of(Tally tally) {
      return new Latency(tally.millis(500), tally.millis(990), tally.millis(999));
    }
  }

  /** Runs it, after the duel that says at which rate. Blocks. */
  static Steady run(
      Duel duel, Load load, BenchOptions options, int status, Contestant laurel, Contestant bare)
      throws TimeoutException {
    int perSecond = (int) Math.max(1, SHARE * duel.slowest());
    Limit round = Limit.of(options.round());
    List<Latency> ofLaurel = new ArrayList<>();
    List<Latency> ofBare = new ArrayList<>();
    long failures = 0;
    for (int i = 0; i < options.rounds(); i++) {
      Tally first = laurel.steady(load, status, round, perSecond);
      Tally second = bare.steady(load, status, round, perSecond);
      ofLaurel.add(Latency.of(first));
      ofBare.add(Latency.of(second));
      failures += first.failures() + second.failures();
    }
    return new Steady(duel.name(), perSecond, ofLaurel, ofBare, failures);
  }

  /** Laurel's 99th percentile in the yardstick's. */
  Spread ratio() {
    return Spread.ofRatios(laurel, yardstick, Latency::p99);
  }

  /** As printed. */
  String text() {
    return Report.format(
        "%s at %d a second, from when each was due: p50, p99, p99.9 %s ms; yardstick %s ms",
        name, perSecond, text(laurel), text(yardstick));
  }

  private static String text(List<Latency> latencies) {
    return Report.format(
        "%.1f, %.1f, %.1f",
        Spread.of(latencies, Latency::p50).median(),
        Spread.of(latencies, Latency::p99).median(),
        Spread.of(latencies, Latency::p999).median());
  }
}
