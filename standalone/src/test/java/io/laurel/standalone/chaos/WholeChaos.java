package io.laurel.standalone.chaos;

import io.laurel.standalone.chaos.Node.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every fault, in full length, round after round, each process in a network namespace of its own;
 * takes Linux, root and an hour. Run by {@code .ci/chaos}, and nothing of {@code verify}.
 */
final class WholeChaos {
  private static final int ROUNDS = Integer.getInteger("chaos.rounds", 2);
  private static final Duration FROZEN =
      Duration.ofSeconds(Integer.getInteger("chaos.freeze.seconds", 90));
  private static final Duration PARTED =
      Duration.ofSeconds(Integer.getInteger("chaos.partition.seconds", 30));

  /** Part of the names of those trials that are wanted. */
  private static final String WANTED = System.getProperty("chaos.trial", "");

  private static final Duration A_WHILE = Duration.ofSeconds(15);

  private static Rig rig;

  @BeforeAll
  static void start() throws Exception {
    rig = new Rig(new Namespaces(), Path.of("target", "chaos"));
  }

  @AfterAll
  static void stop() {
    if (rig != null) {
      rig.close();
    }
  }

  @TestFactory
  List<DynamicTest> rounds() {
    List<DynamicTest> all = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      round(all, round, new Trials(rig));
    }
    return all;
  }

  private static void round(List<DynamicTest> all, int round, Trials trials) {
    int number = 1 + round % 2;
    add(all, round, "kill", () -> trials.kill(number));
    for (Kind kind : Kind.values()) {
      Node node = rig.town().node(kind, number);
      add(all, round, "freeze " + node.name(), () -> trials.freeze(node, FROZEN));
    }
    add(all, round, "partition", () -> trials.part(PARTED));
    for (Kind kind : Kind.values()) {
      Node node = rig.town().node(kind, number);
      add(all, round, "mute " + node.name(), () -> trials.partOneWay(node, true, PARTED));
      add(all, round, "deaf " + node.name(), () -> trials.partOneWay(node, false, PARTED));
    }
    Node event = rig.town().node(Kind.EVENT, number);
    add(all, round, "no database", () -> trials.partFromDatabase(event, PARTED));
    add(all, round, "database restart", () -> trials.restartDatabase(A_WHILE));
    add(all, round, "silent database", () -> trials.silenceDatabase(A_WHILE));
    add(all, round, "silent services", () -> trials.silenceServices(A_WHILE));
    add(all, round, "clocks ahead", () -> trials.clocks("+10m", A_WHILE));
    add(all, round, "clocks behind", () -> trials.clocks("-10m", A_WHILE));
    add(all, round, "rolling restart", trials::roll);
    add(all, round, "cold start", trials::coldStart);
  }

  private static void add(List<DynamicTest> all, int round, String name, Executable trial) {
    if (name.contains(WANTED)) {
      all.add(DynamicTest.dynamicTest(round + ": " + name, trial));
    }
  }
}
