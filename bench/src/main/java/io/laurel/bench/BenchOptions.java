package io.laurel.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run is told.
 *
 * @param rounds measured rounds of each scenario and contestant
 * @param round length of a measured round
 * @param warmUp requests before the first round of each scenario, to each contestant
 * @param connections open at once, each with one request on its way
 * @param users made-up users who claim; a third as many again read and claim with tokens known
 * @param events that can be claimed of each kind, once by each user
 * @param logins that begin at once
 * @param pace claims a second beside them
 * @param rest how long Laurel is left alone before its memory is read
 * @param stored claims that are there beforehand, for the run with many
 * @param deliveries that are due at once
 * @param concurrency of the endpoint that they go to
 * @param running events at once, for the run with claimables
 * @param facts of one player there
 * @param peer directory of a peer's built checkout, for the run beside it
 * @param laurelJvm more JVM options for Laurel's process, separated by blanks
 * @param out file that the figures of a plain run are written to
 * @param against file that an earlier one has written; empty for none
 */
record BenchOptions(
    int rounds,
    Duration round,
    int warmUp,
    int connections,
    int users,
    int events,
    int logins,
    int pace,
    Duration rest,
    int stored,
    int deliveries,
    int concurrency,
    int running,
    int facts,
    String peer,
    String laurelJvm,
    String out,
    String against) {
  static final String HELP =
      """
      Usage: bench/run [million | delivery | claimables | peer] [--name=value ...]

      Starts Laurel standalone and a bare yardstick in processes of their own, sends the same
      requests to both in alternating rounds, and prints Laurel's speed as a share of the
      yardstick's. Takes about nine minutes; loopback only; stops by itself.
      With "million" it compares Laurel with a million claims stored to Laurel with none instead,
      with "delivery" claims whose rewards are sent to a receiver with claims whose rewards are not,
      with "claimables" what a player with many facts can have with what one with few can, with
      "peer" Laurel with another implementation.

        --rounds=5         measured rounds of each scenario and contestant
        --seconds=3        length of a measured round
        --warm-up=100000   requests before the first round of each scenario, for a minute at most
        --connections=64   open at once, each with one request on its way
        --users=24000      made-up users who claim: more than the 10000 tokens that each event loop
                           of the yardstick keeps, on two of them; take more on more
        --events=64        events that can be claimed of each kind, once by each user
        --logins=500       sign-ins that begin at once, beside claims at a steady rate
        --pace=200         claims a second beside them
        --rest=3           seconds that Laurel is left alone before its memory is read
        --stored=1000000   claims that "million" stores beforehand
        --deliveries=100000  that "delivery" has due at once
        --concurrency=100  of the endpoint that they go to
        --running=200      events that run at once in "claimables"
        --facts=10000      of one of its players
        --peer=            directory of the peer's built checkout, for "peer"
        --out=bench/target/figures.json  where a run without a scenario leaves its figures
        --against=         such a file of an earlier run: what was lost against it is said, and the
                           exit code is 3
        --laurel-jvm=      more JVM options for Laurel's process, such as a flight recording
      """;

  /**
   * Reads {@code --name=value} arguments.
   *
   * @throws IllegalArgumentException for an unknown name or a value that is no number; the message
   *     is for the user
   */
  static BenchOptions of(String... arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(argument + " is not of the form --name=value");
      }
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    BenchOptions options =
        new BenchOptions(
            number(given, "rounds", 5),
            seconds(given, "seconds", "3"),
            number(given, "warm-up", 100_000),
            number(given, "connections", 64),
            number(given, "users", 24_000),
            number(given, "events", 64),
            number(given, "logins", 500),
            number(given, "pace", 200),
            seconds(given, "rest", "3"),
            number(given, "stored", 1_000_000),
            number(given, "deliveries", 100_000),
            number(given, "concurrency", 100),
            number(given, "running", 200),
            number(given, "facts", 10_000),
            given.getOrDefault("peer", ""),
            given.getOrDefault("laurel-jvm", ""),
            given.getOrDefault("out", "bench/target/figures.json"),
            given.getOrDefault("against", ""));
    List.of("peer", "laurel-jvm", "out", "against").forEach(given::remove);
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("Unknown: --" + String.join(", --", given.keySet()));
    }
    return options;
  }

  /** The same for requests that cost some milliseconds each: a tenth of the warm-up. */
  BenchOptions ofSlowRequests() {
    return new BenchOptions(
        rounds,
        round,
        Math.max(1, warmUp / 10),
        connections,
        users,
        events,
        logins,
        pace,
        rest,
        stored,
        deliveries,
        concurrency,
        running,
        facts,
        peer,
        laurelJvm,
        out,
        against);
  }

  /** How many users read and claim with tokens that are known already. */
  int regulars() {
    return Math.max(1, users / 3);
  }

  private static int number(Map<String, String> given, String name, int otherwise) {
    int number = Integer.parseInt(value(given, name, Integer.toString(otherwise)));
    if (number < 1) {
      throw new IllegalArgumentException("--" + name + " takes a number from 1");
    }
    return number;
  }

  private static Duration seconds(Map<String, String> given, String name, String otherwise) {
    double seconds = Double.parseDouble(value(given, name, otherwise));
    if (!(seconds >= 0 && seconds <= 3_600)) {
      throw new IllegalArgumentException("--" + name + " takes seconds up to 3600");
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static String value(Map<String, String> given, String name, String otherwise) {
    String value = given.remove(name);
    return value == null ? otherwise : value;
  }
}
