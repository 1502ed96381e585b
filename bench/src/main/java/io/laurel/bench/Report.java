package io.laurel.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The figures of one run.
 *
 * @param loadBefore the machine's load average before the start: others' work; negative if unknown
 * @param storage kind of file system under both databases
 * @param firstAnswer from the start of Laurel's process to its first 200
 * @param residentBytes of Laurel at rest, before any load
 * @param burst what sign-ins did to claims
 */
record Report(
    BenchOptions options,
    double loadBefore,
    String storage,
    Duration firstAnswer,
    long residentBytes,
    List<Duel> duels,
    LoginBurst burst) {
  static final String HEAD =
      "scenario                       speed (min-max)       processor   req/s laurel   bare   us/req"
          + " laurel  bare  failed";
  private static final String ROW =
      "%-30s %4.0f %% (%3.0f-%3.0f %%)    %4.0f %%         %8.0f %6.0f       %6.0f  %6.0f  %d of %d";

  /** Whether every answer was what it should be. */
  boolean isClean() {
    return duels.stream().allMatch(duel -> duel.failures() == 0) && burst.failures() == 0;
  }

  /** As printed. */
  String text() {
    return String.join(
        "\n",
        machine(),
        "",
        HEAD,
        duels.stream().map(Report::row).collect(Collectors.joining("\n")),
        "",
        "speed: Laurel's requests a second as a share of the yardstick's, median of the rounds.",
        "processor: the yardstick's server time a request as a share of Laurel's; free of the load's",
        "own share of the machine, which flatters speed.",
        burst.text(),
        start());
  }

  private String machine() {
    return machine(options, loadBefore, storage);
  }

  static String machine(BenchOptions options, double loadBefore, String storage) {
    return format(
        "%d cores, load average %.1f before, JDK %s on %s %s, data on %s;"
            + " %d connections, %d rounds of %.1f s",
        Runtime.getRuntime().availableProcessors(),
        loadBefore,
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        storage,
        options.connections(),
        options.rounds(),
        options.round().toNanos() / 1e9);
  }

  private String start() {
    return format(
        "S5 start: first 200 after %.2f s; %s resident at rest",
        firstAnswer.toNanos() / 1e9,
        residentBytes == 0 ? "unknown" : residentBytes / (1 << 20) + " MiB");
  }

  static String row(Duel duel) {
    Spread speed = duel.speed();
    long answers =
        duel.laurel().stream().mapToLong(Sample::answers).sum()
            + duel.yardstick().stream().mapToLong(Sample::answers).sum();
    return format(
        ROW,
        duel.name(),
        100 * speed.median(),
        100 * speed.min(),
        100 * speed.max(),
        100 * duel.thrift().median(),
        median(duel.laurel(), Sample::perSecond),
        median(duel.yardstick(), Sample::perSecond),
        median(duel.laurel(), Sample::serverMicros),
        median(duel.yardstick(), Sample::serverMicros),
        duel.failures(),
        answers);
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Spread.of(Duel.figures(samples, figure)).median();
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
