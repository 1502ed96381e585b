package io.laurel.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures of a run with deliveries.
 *
 * @param loadBefore the machine's load average before the start; negative if unknown
 * @param storage kind of file system under the database
 * @param claims of rewards with a delivery against claims of rewards without
 * @param backlog what was due at once
 * @param failures claims beside it with an answer that is none of a good server
 */
record DeliveryReport(
    BenchOptions options,
    double loadBefore,
    String storage,
    List<Duel> claims,
    Backlog backlog,
    long failures) {
  private static final String HEAD =
      "scenario                       speed (min-max)       processor   req/s   with without us/req"
          + "   with w/out  failed";

  /**
   * Deliveries that were due at once, and claims at a steady rate.
   *
   * @param due how many
   * @param heard how many of them the receiver had in the end
   * @param requests how many requests it had for them
   * @param elapsed from the first to the last of these
   * @param quiet 99th percentiles of claims alone, in milliseconds, by round
   * @param beside the same while they were sent
   * @param answers how many of all these claims got which status
   */
  record Backlog(
      int due,
      int heard,
      long requests,
      Duration elapsed,
      List<Double> quiet,
      List<Double> beside,
      Map<Integer, Long> answers) {}

  /** Whether every answer was what it should be, and every delivery arrived. */
  boolean isClean() {
    return claims.stream().allMatch(duel -> duel.failures() == 0)
        && failures == 0
        && backlog.heard() == backlog.due();
  }

  /** As printed. */
  String text() {
    return String.join(
        "\n",
        Report.machine(options, loadBefore, storage),
        "",
        HEAD,
        claims.stream().map(Report::row).collect(Collectors.joining("\n")),
        "",
        "speed: claims a second of a reward with a delivery as a share of those of one without, median",
        "of the rounds; processor: the server's time a claim, without as a share of with.",
        sent(),
        beside());
  }

  private String sent() {
    return Report.format(
        "%d of %d deliveries due at once arrived in %.1f s: %.0f a second (%d requests), over %d"
            + " connections at most",
        backlog.heard(),
        backlog.due(),
        backlog.elapsed().toNanos() / 1e9,
        backlog.heard() / (backlog.elapsed().toNanos() / 1e9),
        backlog.requests(),
        options.concurrency());
  }

  private String beside() {
    double quiet = Spread.of(backlog.quiet()).median();
    Spread beside = Spread.of(backlog.beside());
    return Report.format(
        "%d claims a second beside them: p99 %.1f times that of claims alone; %.1f ms (%.1f-%.1f),"
            + " %.1f ms alone; claims by status %s",
        options.pace(),
        beside.median() / quiet,
        beside.median(),
        beside.min(),
        beside.max(),
        quiet,
        backlog.answers());
  }
}
