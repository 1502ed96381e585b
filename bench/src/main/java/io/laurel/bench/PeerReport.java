package io.laurel.bench;

import io.laurel.bench.load.Tally;
import java.util.Set;

/**
 * The figures of a run beside a peer.
 *
 * @param loadBefore the machine's load average before the start; negative if unknown
 * @param storage kind of file system under both databases
 * @param duel claims of Laurel against claims of the peer
 * @param raced answers of Laurel to players who send the same claim several times at once
 * @param racedPeer the same of the peer
 */
record PeerReport(
    BenchOptions options,
    double loadBefore,
    String storage,
    Duel duel,
    Tally raced,
    Tally racedPeer) {
  /** Claims of players who send each several times at once. */
  static final int RACED = 1_600;

  /** How many times. */
  static final int AT_ONCE = 8;

  private static final int PLAYERS = RACED / AT_ONCE;
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;

  private static final String HEAD =
      "scenario                       speed (min-max)       processor   req/s laurel   peer   us/req"
          + " laurel  peer  failed";

  /** Whether Laurel granted each claim once, and said so of the others. */
  boolean isClean() {
    return duel.failures() == 0
        && raced.statuses().getOrDefault(CREATED, 0L) == PLAYERS
        && Set.of(CREATED, CONFLICT).containsAll(raced.statuses().keySet());
  }

  /** As printed. */
  String text() {
    return String.join(
        "\n",
        Report.machine(options, loadBefore, storage),
        "",
        HEAD,
        Report.row(duel),
        "",
        "speed: Laurel's claims a second as a share of the peer's, median of the rounds.",
        Report.format(
            "%d players, each with the same claim %d times at once: Laurel granted %d, the peer %d",
            PLAYERS,
            AT_ONCE,
            raced.statuses().getOrDefault(CREATED, 0L),
            racedPeer.statuses().getOrDefault(CREATED, 0L)),
        "all answers to them, by status: Laurel "
            + raced.statuses()
            + ", the peer "
            + racedPeer.statuses());
  }
}
