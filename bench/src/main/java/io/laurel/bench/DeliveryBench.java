package io.laurel.bench;

import io.laurel.bench.DeliveryReport.Backlog;
import io.laurel.bench.load.Load;
import io.laurel.bench.load.Sink;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run with deliveries: claims whose deliveries are parked, these all sent at once, and claims
 * that are delivered as they are made; each beside claims of rewards without a delivery.
 */
final class DeliveryBench {
  private static final int CREATED = 201;
  private static final Duration LONGEST = Duration.ofMinutes(20);
  private static final long LOOK_MILLIS = 50;

  private final BenchOptions options;
  private final Path directory;
  private final Vertx vertx;
  private final List<Duel> duels = new ArrayList<>();
  private final Map<Integer, Long> answers = new TreeMap<>();
  private long failures;

  private DeliveryBench(BenchOptions options, Path directory, Vertx vertx) {
    this.options = options;
    this.directory = directory;
    this.vertx = vertx;
  }

  /**
   * Runs it all. Blocks for minutes.
   *
   * @param directory empty; afterwards it holds the database
   */
  static DeliveryReport run(BenchOptions options, Path directory)
      throws IOException, InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return new DeliveryBench(options, directory, vertx).run();
    } finally {
      vertx.close().await();
    }
  }

  private DeliveryReport run() throws IOException, InterruptedException, TimeoutException {
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try (Sink sink = new Sink();
        ServerProcess laurel = ServerProcess.start(start(sink.port()));
        Load load = new Load(options.connections())) {
      Tokens tokens = Tokens.by(vertx, directory.resolve(ServerStart.DATA).resolve("keys"));
      try (Catalog catalog = new Catalog(vertx, laurel.port(), tokens.sign(1, Role.ADMIN).get(0))) {
        String endpointId =
            catalog.endpoint("http://127.0.0.1:" + sink.port() + "/", options.concurrency());
        List<String> users = tokens.sign(options.regulars(), Role.USER);
        int events = 2 * options.events() + 2 * options.deliveries() / users.size();
        Contestant without =
            new Contestant(
                "without", laurel, Requests.claims(catalog.events(events, false), users));
        Contestant with =
            new Contestant(
                "with",
                laurel,
                Requests.claims(catalog.deliveredEvents(events, endpointId), users));
        parked(load, with, without);
        Backlog backlog = backlog(load, sink, catalog, endpointId, without);
        duels.add(asTheyAreMade(load, sink, with, without));
        String storage = Files.getFileStore(directory).type();
        return new DeliveryReport(options, loadBefore, storage, duels, backlog, failures);
      }
    }
  }

  private ServerStart start(int port) {
    return ServerStart.laurel(directory, options.laurelJvm())
        .with(
            Map.of(
                "DELIVERY_ALLOW_HTTP",
                "true",
                "DELIVERY_ALLOWED_NETWORKS",
                "127.0.0.1/32",
                "DELIVERY_ALLOWED_PORTS",
                Integer.toString(port)));
  }

  /** As many deliveries as the options say, none of them sent, in rounds of so many claims. */
  private void parked(Load load, Contestant with, Contestant without) throws TimeoutException {
    int perRound = Math.max(1, options.deliveries() / options.rounds());
    int rest = options.deliveries() - perRound * (options.rounds() - 1);
    without.round(load, CREATED, new Limit(LONGEST, options.warmUp()));
    Duel duel = new Duel("claim, delivery parked / none", new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < options.rounds(); i++) {
      Limit round = new Limit(LONGEST, i == 0 ? rest : perRound);
      duel.laurel().add(with.round(load, CREATED, round));
      duel.yardstick().add(without.round(load, CREATED, round));
    }
    duels.add(duel);
  }

  private Backlog backlog(
      Load load, Sink sink, Catalog catalog, String endpointId, Contestant without)
      throws InterruptedException, TimeoutException {
    List<Double> quiet = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    for (int i = 0; i < options.rounds(); i++) {
      quiet.add(p99(load, without));
    }
    sink.begin();
    catalog.enable(endpointId);
    awaitHeard(sink, 1);
    long end = System.nanoTime() + LONGEST.toNanos();
    while (sink.distinct() < options.deliveries() && System.nanoTime() < end) {
      beside.add(p99(load, without));
    }
    if (beside.size() > 1) {
      // In the last one nothing was left to send for a part of the time.
      beside.remove(beside.size() - 1);
    }
    return new Backlog(
        options.deliveries(),
        sink.distinct(),
        sink.requests(),
        sink.elapsed(),
        quiet,
        beside,
        Map.copyOf(answers));
  }

  private double p99(Load load, Contestant contestant) throws TimeoutException {
    Tally tally =
        load.pace(
            contestant.server().port(),
            contestant.requests(),
            CREATED,
            Limit.of(options.round()),
            options.pace());
    failures += tally.failures();
    tally.statuses().forEach((status, count) -> answers.merge(status, count, Long::sum));
    return tally.millis(990);
  }

  /** What one round left to be sent does not disturb the next one. */
  private Duel asTheyAreMade(Load load, Sink sink, Contestant with, Contestant without)
      throws InterruptedException, TimeoutException {
    Limit round = Limit.of(options.round());
    Duel duel = new Duel("claim, delivered / none", new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < options.rounds(); i++) {
      long due = sink.distinct();
      Sample sample = with.round(load, CREATED, round);
      duel.laurel().add(sample);
      awaitHeard(sink, due + sample.answers() - sample.failures());
      duel.yardstick().add(without.round(load, CREATED, round));
    }
    return duel;
  }

  private static void awaitHeard(Sink sink, long count)
      throws InterruptedException, TimeoutException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (sink.distinct() < count) {
      if (System.nanoTime() > end) {
        throw new TimeoutException(count - sink.distinct() + " deliveries did not arrive");
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }
}
