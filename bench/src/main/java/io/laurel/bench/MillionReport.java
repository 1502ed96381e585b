package io.laurel.bench;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The figures of a run with many claims stored.
 *
 * @param loadBefore the machine's load average before the start; negative if unknown
 * @param storage kind of file system under the databases
 * @param databaseBytes of the filled database
 * @param start of the server on it, to its first 200
 * @param duels each of the server with many claims against the same or another one with less to do
 * @param export of all of them
 */
record MillionReport(
    BenchOptions options,
    double loadBefore,
    String storage,
    long databaseBytes,
    Duration start,
    List<Duel> duels,
    Export export) {
  private static final String HEAD =
      "scenario                       speed (min-max)       processor   req/s   this  other   us/req"
          + "   this other  failed";

  /** Whether every answer was what it should be, and the export had all. */
  boolean isClean() {
    return duels.stream().allMatch(duel -> duel.failures() == 0)
        && export.rows() >= options.stored();
  }

  /** As printed. */
  String text() {
    return String.join(
        "\n",
        Report.machine(options, loadBefore, storage),
        Report.format(
            "%d claims stored, %d MiB; first 200 of a server on them after %.2f s",
            options.stored(), databaseBytes >> 20, start.toNanos() / 1e9),
        "",
        HEAD,
        duels.stream().map(Report::row).collect(Collectors.joining("\n")),
        "",
        "speed: requests a second of this as a share of the other's, median of the rounds; other is",
        "the server without stored claims for claims, the first page for pages.",
        export.text());
  }
}
