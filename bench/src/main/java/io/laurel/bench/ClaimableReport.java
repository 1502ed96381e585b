package io.laurel.bench;

import java.util.List;

/**
 * The figures of a run with claimables.
 *
 * @param loadBefore the machine's load average before the start; negative if unknown
 * @param storage kind of file system under the database
 * @param lists of a player with many facts against those of one with few
 * @param many 99th percentiles of lists of the first at a steady rate, in milliseconds, by round
 * @param few the same of the second
 * @param factsRead how often facts were read for one list
 * @param quiet 99th percentiles of claims alone, in milliseconds, by round
 * @param beside the same beside lists of the first player
 * @param failures answers beside those lists that are none of a good server
 */
record ClaimableReport(
    BenchOptions options,
    double loadBefore,
    String storage,
    Duel lists,
    List<Double> many,
    List<Double> few,
    double factsRead,
    List<Double> quiet,
    List<Double> beside,
    long failures) {
  /** How many facts the other player has. */
  static final int FEW = 10;

  /** Lists a second, where it is the answer's time that is measured. */
  static final int LISTS = 20;

  private static final String HEAD =
      "scenario                       speed (min-max)       processor   req/s   many    few  "
          + " us/req   many   few  failed";

  /** Whether every answer was what it should be. */
  boolean isClean() {
    return lists.failures() == 0 && failures == 0;
  }

  /** As printed. */
  String text() {
    return String.join(
        "\n",
        Report.machine(options, loadBefore, storage),
        "",
        HEAD,
        Report.row(lists),
        "",
        "speed: lists a second of a player with many facts as a share of those of one with few.",
        p99(),
        claims());
  }

  private String p99() {
    Spread ofMany = Spread.of(many);
    Spread ofFew = Spread.of(few);
    return Report.format(
        "%d lists a second beside %d running events: p99 %.1f ms (%.1f-%.1f) of %d facts, %.1f ms"
            + " (%.1f-%.1f) of %d; facts read %.1f times for each",
        LISTS,
        options.running(),
        ofMany.median(),
        ofMany.min(),
        ofMany.max(),
        options.facts(),
        ofFew.median(),
        ofFew.min(),
        ofFew.max(),
        FEW,
        factsRead);
  }

  private String claims() {
    Spread ratio = Spread.ofRatios(beside, quiet);
    return Report.format(
        "%d claims a second beside %d lists of %d facts: p99 %.1f times that of claims alone"
            + " (%.1f-%.1f); %.1f ms, %.1f ms alone",
        options.pace(),
        LISTS,
        options.facts(),
        ratio.median(),
        ratio.min(),
        ratio.max(),
        Spread.of(beside).median(),
        Spread.of(quiet).median());
  }
}
