package io.laurel.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The figures of one run.
 *
 * @param loadBefore the machine's load average before the start: others' work; negative if unknown
 * @param storage kind of file system under both databases
 * @param footprint what Laurel takes of a machine
 * @param steadies how long answers take, of each duel
 * @param burst what sign-ins did to claims
 */
record Report(
    BenchOptions options,
    double loadBefore,
    String storage,
    Footprint footprint,
    List<Duel> duels,
    List<Steady> steadies,
    LoginBurst burst) {
  /**
   * Time and memory of Laurel's process; memory is 0 where the system does not tell.
   *
   * @param firstStart until its first 200, where no earlier start has left its classes
   * @param laterStart the same after one that has
   * @param atRest bytes resident before any load
   * @param afterLoad bytes resident after all of it
   */
  record Footprint(Duration firstStart, Duration laterStart, long atRest, long afterLoad) {
    private String text() {
      return format(
          "S5 start: first 200 after %.2f s, and %.2f s the first time; resident %s at rest,"
              + " %s after all of this",
          laterStart.toNanos() / 1e9,
          firstStart.toNanos() / 1e9,
          mebibytes(atRest),
          mebibytes(afterLoad));
    }

    private static String mebibytes(long bytes) {
      return bytes == 0 ? "unknown" : bytes / (1 << 20) + " MiB";
    }
  }

  private static final double MEBIBYTE = 1 << 20;

  static final String HEAD =
      "scenario                       speed (min-max)       processor   req/s laurel   bare   us/req"
          + " laurel  bare  failed";
  private static final String ROW =
      "%-30s %4.0f %% (%3.0f-%3.0f %%)    %4.0f %%         %8.0f %6.0f       %6.0f  %6.0f  %d of %d";

  /** Whether every answer was what it should be. */
  boolean isClean() {
    return duels.stream().allMatch(duel -> duel.failures() == 0)
        && steadies.stream().allMatch(steady -> steady.failures() == 0)
        && burst.failures() == 0;
  }

  /** As printed. */
  String text() {
    return String.join(
        "\n",
        machine(),
        "",
        HEAD,
        lines(duels, Report::row),
        "",
        "speed: Laurel's requests a second as a share of the yardstick's, median of the rounds.",
        "processor: the yardstick's server time a request as a share of Laurel's; free of the load's",
        "own share of the machine, which flatters speed.",
        lines(duels, Report::outside),
        lines(duels, Report::allocation),
        lines(steadies, Steady::text),
        burst.text(),
        footprint.text());
  }

  private static <T> String lines(List<T> parts, Function<T, String> text) {
    return parts.stream().map(text).collect(Collectors.joining("\n"));
  }

  private static String outside(Duel duel) {
    return times(
        "S7 %s: %.1f times the yardstick's processor time outside the database (%.1f-%.1f);"
            + " %.0f us, %.0f us",
        duel, duel.outside(), Sample::outsideMicros);
  }

  private static String allocation(Duel duel) {
    return times(
        "heap a request, %s: %.1f times the yardstick's (%.1f-%.1f); %.0f KiB, %.0f KiB",
        duel, duel.allocation(), Sample::allocatedKibibytes);
  }

  private static String times(
      String pattern, Duel duel, Spread ratio, ToDoubleFunction<Sample> figure) {
    return format(
        pattern,
        duel.name(),
        ratio.median(),
        ratio.min(),
        ratio.max(),
        median(duel.laurel(), figure),
        median(duel.yardstick(), figure));
  }

  /** What the next run is compared with. */
  Figures figures() {
    Figures figures = new Figures();
    for (Duel duel : duels) {
      figures
          .more(duel.name() + ", speed", duel.speed())
          .more(duel.name() + ", processor", duel.thrift())
          .less(duel.name() + ", outside the database", duel.outside())
          .less(duel.name() + ", heap", duel.allocation());
    }
    for (Steady steady : steadies) {
      figures.less(steady.name() + ", p99 at a steady rate", steady.ratio());
    }
    return figures
        .less("S4 p99 of claims beside sign-ins", burst.ratio())
        .more("S4 share of the hashes", burst.share())
        .less("S5 first 200 in seconds", footprint.laterStart().toMillis() / 1e3)
        .less("S5 MiB at rest", footprint.atRest() / MEBIBYTE)
        .less("S5 MiB after load", footprint.afterLoad() / MEBIBYTE);
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
    return Spread.of(samples, figure).median();
  }

  static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
