package io.laurel.standalone.chaos;

import io.laurel.standalone.chaos.Node.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What can happen to a cluster, and what U1 to U5 promise then. The windows are of answers: nobody
 * gets an error later, whenever the request was sent. They are counted by the {@link Metronome}, so
 * that a machine that is busy with something else makes the system's clock slower, and not the
 * system wrong.
 */
final class Trials {
  /** By how much more than what is promised is allowed, where something else uses the machine. */
  private static final int WINDOWS = Integer.getInteger("chaos.windows", 1);

  /** What a kill may cost, by U1. */
  private static final Duration KILLED = Duration.ofSeconds(2).multipliedBy(WINDOWS);

  /** The same of a node that is frozen, or halves that hear nothing of each other. */
  private static final Duration SILENT = Duration.ofSeconds(6).multipliedBy(WINDOWS);

  /**
   * The same of a gateway that is cut off in one direction. No number is promised: what it was told
   * last holds for {@code CLUSTER_SILENCE_MS} and {@code CLUSTER_PROBE_MS}, five seconds, and who
   * asks whether it is ready finds out a moment later.
   */
  private static final Duration CUT_OFF = Duration.ofSeconds(8).multipliedBy(WINDOWS);

  /** From what a node was thawed, or given its database again, until it serves. */
  private static final Duration BACK = Duration.ofSeconds(15).multipliedBy(WINDOWS);

  /**
   * The same from when members reach each other again. No number is promised: each five seconds
   * they look for those whom they lost, and one by one.
   */
  private static final Duration MENDED = Duration.ofSeconds(30).multipliedBy(WINDOWS);

  /** What an answer may take beyond the deadline. */
  private static final Duration SLACK = Duration.ofMillis(1_500);

  /** What overload is answered in. */
  private static final Duration EARLY = Duration.ofMillis(100);

  private static final Duration MOMENT = Duration.ofSeconds(3);

  /** Longer than a silent node stays a member. */
  private static final Duration SHORT_FREEZE = Duration.ofSeconds(9);

  private static final String FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

  private final Rig rig;
  private final Town town;

  /** What happens to that rig's town. */
  Trials(Rig rig) {
    this.rig = rig;
    this.town = rig.town();
  }

  /**
   * What CI has time for, under one load: a node freezes and comes back, one of each kind is
   * killed, the other one restarted, and the database dies.
   */
  void badDay() throws IOException, InterruptedException {
    rig.trial(
        "U1 to U4 on one bad day",
        trial -> {
          freezeAndThaw(trial, town.node(Kind.EVENT, 2), SHORT_FREEZE);
          for (Kind kind : List.of(Kind.EVENT, Kind.AUTH, Kind.GATEWAY)) {
            kill(trial, town.node(kind, 1), "");
            comeBack(trial, town.node(kind, 1));
          }
          for (Kind kind : Kind.values()) {
            restart(trial, town.node(kind, 2));
          }
          databaseAway(trial, SHORT_FREEZE.dividedBy(2));
        });
  }

  /** U1: kill −9 of one node of each kind, one after the other; then they come back. */
  void kill(int number) throws IOException, InterruptedException {
    rig.trial(
        "U1: kill -9 of one node of each kind",
        trial -> {
          List<Node> nodes =
              List.of(
                  town.node(Kind.EVENT, number),
                  town.node(Kind.AUTH, number),
                  town.node(Kind.GATEWAY, number));
          for (Node node : nodes) {
            kill(trial, node, "");
          }
          for (Node node : nodes) {
            comeBack(trial, node);
          }
        });
  }

  private static void kill(Trial trial, Node node, String why) throws InterruptedException {
    Journal.Mark killed = trial.mark("kill -9 " + node.name() + why);
    node.kill();
    trial.pass(KILLED.plus(MOMENT));
    trial.failsOnlyWithin(KILLED, killed);
  }

  /** Starts one that is not there; alone, because starting several takes the processor from all. */
  private void comeBack(Trial trial, Node node) throws InterruptedException {
    Journal.Mark started = trial.mark(node.name() + " is started again");
    node.start();
    town.awaitReady(List.of(node), Rig.START);
    trial.pass(MOMENT);
    trial.nothing(started, "failed beyond retryable 503s", one -> one.outcome().isFailure());
  }

  /** U1: a frozen node, thawed after that time; then its twin dies, so that it is needed. */
  void freeze(Node node, Duration length) throws IOException, InterruptedException {
    rig.trial(
        "U1: " + node.name() + " freezes for " + length.toSeconds() + " s",
        trial -> {
          freezeAndThaw(trial, node, length);
          Node twin = twin(node);
          kill(trial, twin, ", so that the thawed one serves");
          comeBack(trial, twin);
        });
  }

  private void freezeAndThaw(Trial trial, Node node, Duration length) throws InterruptedException {
    Journal.Mark frozen = trial.mark("SIGSTOP " + node.name());
    node.freeze();
    trial.pass(length);
    trial.failsOnlyWithin(SILENT, frozen, node);
    Journal.Mark thawed = trial.mark("SIGCONT " + node.name());
    node.thaw();
    backAgain(trial, List.of(node), thawed);
  }

  /** From then on all of these are ready in time, and nothing fails after that. */
  private void backAgain(Trial trial, Collection<Node> nodes, Journal.Mark since)
      throws InterruptedException {
    backAgain(trial, nodes, since, BACK);
  }

  private void backAgain(Trial trial, Collection<Node> nodes, Journal.Mark since, Duration bound)
      throws InterruptedException {
    long end = since.at() + bound.toMillis();
    while (trial.journal().now() < end && !nodes.stream().allMatch(town.probes()::ready)) {
      trial.pass(MOMENT.dividedBy(10));
    }
    nodes.forEach(node -> trial.require(town.probes().ready(node), node.name() + " is ready"));
    trial.mark("ready again");
    trial.pass(MOMENT);
    trial.failsOnlyWithin(bound, since);
  }

  private Node twin(Node node) {
    return node.equals(town.node(node.kind(), 1))
        ? town.node(node.kind(), 2)
        : town.node(node.kind(), 1);
  }

  /** U3: kill −9 of the database, which comes back after that time. */
  void restartDatabase(Duration away) throws IOException, InterruptedException {
    rig.trial("U3: the database dies and comes back", trial -> databaseAway(trial, away));
  }

  private void databaseAway(Trial trial, Duration away) throws InterruptedException {
    Journal.Mark killed = trial.mark("kill -9 database");
    town.database().kill();
    trial.pass(away);
    inTime(trial, killed);
    trial.nothing(
        killed, "answered without saying when to come again", one -> one.outcome().isFailure());
    Journal.Mark started = trial.mark("the database is started again");
    town.database().start();
    backAgain(trial, town.nodes(), started);
    inTime(trial, started);
  }

  private static void inTime(Trial trial, Journal.Mark since) throws InterruptedException {
    long bound = Town.DEADLINE.plus(SLACK).toMillis();
    trial.nothing(since, "not answered within the deadline", attempt -> attempt.took() > bound);
  }

  /** U2, U4: every node is ended by SIGTERM and started again, one after the other. */
  void roll() throws IOException, InterruptedException {
    rig.trial(
        "U4: rolling restart of all nodes",
        trial -> {
          for (Node node : town.nodes()) {
            restart(trial, node);
          }
        });
  }

  private void restart(Trial trial, Node node) throws InterruptedException {
    Journal.Mark ended = trial.mark("SIGTERM " + node.name());
    int code = node.terminate();
    trial.require(code == 0, node.name() + " ended with exit code " + code);
    trial.mark(node.name() + " is started again");
    node.start();
    town.awaitReady(List.of(node), Rig.START);
    trial.pass(MOMENT.dividedBy(3));
    trial.nothing(ended, "failed beyond retryable 503s", attempt -> attempt.outcome().isFailure());
  }

  /** Everything dies, the database too, and is started at once. */
  void coldStart() throws IOException, InterruptedException {
    rig.trial(
        "cold start of everything at once",
        trial -> {
          trial.mark("kill -9 everything");
          for (Node node : town.nodes()) {
            node.kill();
          }
          town.database().kill();
          trial.mark("everything is started");
          town.start();
          town.awaitReady(town.nodes(), Rig.START);
          // Everybody who waited meanwhile comes now: the overload that U5 means.
          Journal.Mark ready = trial.mark("all are ready");
          trial.pass(BACK.plus(MOMENT));
          trial.failsOnlyWithin(BACK, ready);
        });
  }

  /** Two halves, each with one node of each kind, that hear nothing of each other. */
  void part(Duration length) throws IOException, InterruptedException {
    rig.trial(
        "a partition into two halves for " + length,
        trial -> {
          Journal.Mark parted = trial.mark("the halves hear nothing of each other");
          for (Kind one : Kind.values()) {
            for (Kind other : Kind.values()) {
              cut(town.node(one, 1), town.node(other, 2));
              cut(town.node(other, 2), town.node(one, 1));
            }
          }
          mendAfter(trial, parted, length);
        });
  }

  /** What one node sends to the others gets lost, or else what they send to it. */
  void partOneWay(Node node, boolean mute, Duration length)
      throws IOException, InterruptedException {
    String what = mute ? " is not heard by the others" : " does not hear the others";
    rig.trial(
        "one-way partition: " + node.name() + what + " for " + length,
        trial -> {
          Journal.Mark parted = trial.mark(node.name() + what);
          for (Node other : town.nodes()) {
            if (!other.equals(node)) {
              cut(mute ? node : other, mute ? other : node);
            }
          }
          trial.pass(length);
          trial.failsOnlyWithin(node.kind() == Kind.GATEWAY ? CUT_OFF : SILENT, parted, node);
          inTime(trial, parted);
          mend(trial);
        });
  }

  /** A node that reaches the others and not the database. */
  void partFromDatabase(Node node, Duration length) throws IOException, InterruptedException {
    rig.trial(
        node.name() + " does not reach the database for " + length,
        trial -> {
          Journal.Mark parted = trial.mark(node.name() + " is cut off the database");
          rig.ground().cut(node.place(), town.database().place());
          rig.ground().cut(town.database().place(), node.place());
          mendAfter(trial, parted, length);
        });
  }

  private void cut(Node from, Node to) {
    rig.ground().cut(from.place(), to.place());
  }

  private void mendAfter(Trial trial, Journal.Mark parted, Duration length)
      throws InterruptedException {
    trial.pass(length);
    trial.failsOnlyWithin(SILENT, parted);
    mend(trial);
  }

  private void mend(Trial trial) throws InterruptedException {
    Journal.Mark mended = trial.mark("everything arrives again");
    rig.ground().mend();
    trial.pass(BACK);
    backAgain(trial, town.nodes(), mended, MENDED);
  }

  /** C4: the clock of one event and one auth node is wrong by that, such as {@code +10m}. */
  void clocks(String wrong, Duration length) throws IOException, InterruptedException {
    rig.trial(
        "two clocks are wrong by " + wrong,
        trial -> {
          List<Node> nodes = List.of(town.node(Kind.EVENT, 1), town.node(Kind.AUTH, 1));
          for (Node node : nodes) {
            trial.mark(node.name() + " is started again by a clock of " + wrong);
            node.terminate();
            node.start(faked(wrong));
          }
          town.awaitReady(nodes, Rig.START);
          trial.mark("they are ready");
          trial.pass(length);
          for (Node node : nodes) {
            trial.mark(node.name() + " is started again by the right clock");
            node.terminate();
            node.start();
          }
          town.awaitReady(nodes, Rig.START);
          Journal.Mark ready = trial.mark("they are ready");
          trial.pass(MOMENT);
          trial.nothing(ready, "errors after that", attempt -> attempt.outcome().isError());
        });
  }

  private static Map<String, String> faked(String wrong) {
    Map<String, String> environment = new HashMap<>();
    environment.put("LD_PRELOAD", FAKETIME);
    environment.put("FAKETIME", wrong);
    environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    environment.put("DONT_FAKE_MONOTONIC", "1");
    // By its remedy for older C libraries nobody waits: each waiting thread goes round and round.
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return environment;
  }

  /** U5: the database takes everything and answers nothing. */
  void silenceDatabase(Duration length) throws IOException, InterruptedException {
    rig.trial(
        "U5: the database answers nothing for " + length,
        trial -> {
          Journal.Mark frozen = trial.mark("SIGSTOP database");
          town.database().freeze();
          trial.pass(length);
          Journal.Mark thawed = trial.mark("SIGCONT database");
          town.database().thaw();
          trial.pass(BACK);
          inTime(trial, frozen);
          trial.failsOnlyWithin(BACK, thawed);
          trial.pass(MOMENT);
        });
  }

  /** U5: behind the gateways, nobody answers. */
  void silenceServices(Duration length) throws IOException, InterruptedException {
    rig.trial(
        "U5: no service answers for " + length,
        trial -> {
          List<Node> services =
              town.nodes().stream().filter(node -> node.kind() != Kind.GATEWAY).toList();
          Journal.Mark frozen = trial.mark("SIGSTOP of every auth and event node");
          services.forEach(Node::freeze);
          trial.pass(SILENT);
          Journal.Mark known = trial.mark("by now it should be known");
          trial.pass(length.minus(SILENT));
          early(trial, known);
          Journal.Mark thawed = trial.mark("SIGCONT of all");
          services.forEach(Node::thaw);
          trial.pass(BACK);
          inTime(trial, frozen);
          trial.failsOnlyWithin(BACK, thawed);
          trial.pass(MOMENT);
        });
  }

  private static void early(Trial trial, Journal.Mark since) {
    List<Long> took =
        trial
            .journal()
            .between(since.at(), trial.journal().now(), one -> one.outcome() == Outcome.RETRYABLE)
            .stream()
            .map(Attempt::took)
            .sorted()
            .toList();
    long median = took.isEmpty() ? 0 : took.get(took.size() / 2);
    trial.require(
        median <= EARLY.toMillis(), "half of " + took.size() + " 503s within " + median + " ms");
  }
}
