package io.laurel.bench;

import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;

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
      return new Latency(
          millis(tally.percentile(500)),
          millis(tally.percentile(990)),
          millis(tally.percentile(999)));
    }

    private static double millis(Duration duration) {
      return duration.toNanos() / 1e6;
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
    return Spread.ofRatios(figures(laurel, Latency::p99), figures(yardstick, Latency::p99));
  }

  private static List<Double> figures(List<Latency> latencies, ToDoubleFunction<Latency> figure) {
    return latencies.stream().map(figure::applyAsDouble).toList();
  }

  /** As printed. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%s at %d a second, from when each was due: p50, p99, p99.9 %s ms; yardstick %s ms",
        name,
        perSecond,
        text(laurel),
        text(yardstick));
  }

  private static String text(List<Latency> latencies) {
    return String.format(
        Locale.ROOT,
        "%.1f, %.1f, %.1f",
        Spread.of(figures(latencies, Latency::p50)).median(),
        Spread.of(figures(latencies, Latency::p99)).median(),
        Spread.of(figures(latencies, Latency::p999)).median());
  }
}
