package io.laurel.bench;

import io.laurel.bench.Catalog.Claimable;
import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One run with many events that run: what a player with many facts can have, against what one with
 * few can, and claims beside the lists of the first.
 */
final class ClaimableBench {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int BATCH = 1_000;
  private static final String LIST = "/api/v1/me/claimables?limit=100";
  private static final List<String> ACTIVITIES =
      IntStream.range(0, ClaimableReport.FEW).mapToObj(i -> "WIN_" + i).toList();
  private static final Pattern AGGREGATES =
      Pattern.compile(
          "laurel_database_command_duration_seconds_count\\{command=\"aggregate\","
              + "database=\"event\",[^}]*} ([0-9.E]+)");

  private final BenchOptions options;
  private final Path directory;
  private final Vertx vertx;
  private long failures;

  private ClaimableBench(BenchOptions options, Path directory, Vertx vertx) {
    this.options = options;
    this.directory = directory;
    this.vertx = vertx;
  }

  /**
   * Runs it all. Blocks for minutes.
   *
   * @param directory empty; afterwards it holds the database
   */
  static ClaimableReport run(BenchOptions options, Path directory)
      throws IOException, InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return new ClaimableBench(options, directory, vertx).run();
    } finally {
      vertx.close().await();
    }
  }

  private ClaimableReport run() throws IOException, InterruptedException, TimeoutException {
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try (ServerProcess laurel =
            ServerProcess.start(ServerStart.laurel(directory, options.laurelJvm()));
        Load load = new Load(options.connections())) {
      Tokens tokens = Tokens.by(vertx, directory.resolve(ServerStart.DATA).resolve("keys"));
      List<Claimable> claimed;
      try (Catalog catalog = new Catalog(vertx, laurel.port(), tokens.sign(1, Role.ADMIN).get(0))) {
        catalog.askingEvents(options.running(), ACTIVITIES);
        told(catalog, "usr_many", options.facts());
        told(catalog, "usr_few", ClaimableReport.FEW);
        // They end as late, and ask for nothing that either player lacks: few, not to be in the
        // way.
        claimed = catalog.events(options.events(), false);
      }
      List<String> players = tokens.sign(List.of("usr_many", "usr_few"), Role.USER);
      Supplier<Buffer> many = Requests.reads(LIST, players.subList(0, 1));
      Supplier<Buffer> few = Requests.reads(LIST, players.subList(1, 2));
      Duel lists =
          Duel.run(
              "claimables, " + options.facts() + " facts / " + ClaimableReport.FEW,
              load,
              options.ofSlowRequests(),
              OK,
              new Contestant("many", laurel, many),
              new Contestant("few", laurel, few));
      List<Double> ofMany = new ArrayList<>();
      List<Double> ofFew = new ArrayList<>();
      double read = aggregates(laurel);
      long answers = 0;
      for (int i = 0; i < options.rounds(); i++) {
        answers += paced(load, laurel, many, ofMany) + paced(load, laurel, few, ofFew);
      }
      double factsRead = (aggregates(laurel) - read) / answers;
      List<Double> quiet = new ArrayList<>();
      List<Double> beside = new ArrayList<>();
      claims(load, laurel, many, Requests.claims(claimed, users(tokens)), quiet, beside);
      return new ClaimableReport(
          options,
          loadBefore,
          Files.getFileStore(directory).type(),
          lists,
          ofMany,
          ofFew,
          factsRead,
          quiet,
          beside,
          failures);
    }
  }

  private List<String> users(Tokens tokens) {
    return tokens.sign(options.users(), Role.USER);
  }

  /** Facts over all days that count, each of an activity in turn and of a subject of its own. */
  private static void told(Catalog catalog, String userId, int count) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    List<JsonObject> facts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      facts.add(
          new JsonObject()
              .put("id", "fact-" + i)
              .put("userId", userId)
              .put("type", ACTIVITIES.get(i % ACTIVITIES.size()))
              .put("subject", "map-" + i)
              .put(
                  "at",
                  now.minus(i % (Catalog.LATEST_DAYS - 1), ChronoUnit.DAYS)
                      .minusSeconds(60)
                      .toString()));
      if (facts.size() == BATCH || i == count - 1) {
        catalog.tell(facts);
        facts.clear();
      }
    }
  }

  private long paced(Load load, ServerProcess laurel, Supplier<Buffer> lists, List<Double> p99)
      throws TimeoutException {
    Tally tally =
        load.pace(laurel.port(), lists, OK, Limit.of(options.round()), ClaimableReport.LISTS);
    failures += tally.failures();
    p99.add(tally.millis(990));
    return tally.answers();
  }

  private void claims(
      Load load,
      ServerProcess laurel,
      Supplier<Buffer> lists,
      Supplier<Buffer> claims,
      List<Double> quiet,
      List<Double> beside)
      throws TimeoutException {
    Limit round = Limit.of(options.round());
    failures += load.pace(laurel.port(), claims, CREATED, round, options.pace()).failures();
    try (Load others = new Load(options.connections())) {
      for (int i = 0; i < options.rounds(); i++) {
        Tally alone = load.pace(laurel.port(), claims, CREATED, round, options.pace());
        CompletableFuture<Tally> listing =
            CompletableFuture.supplyAsync(() -> listed(others, laurel, lists));
        Tally with = load.pace(laurel.port(), claims, CREATED, round, options.pace());
        failures += alone.failures() + with.failures() + listing.join().failures();
        quiet.add(alone.millis(990));
        beside.add(with.millis(990));
      }
    }
  }

  private Tally listed(Load load, ServerProcess laurel, Supplier<Buffer> lists) {
    try {
      return load.pace(laurel.port(), lists, OK, Limit.of(options.round()), ClaimableReport.LISTS);
    } catch (TimeoutException e) {
      throw new CompletionException(e);
    }
  }

  /** How many the server has sent to the service's database: one for each read of facts. */
  private double aggregates(ServerProcess laurel) throws IOException {
    WebClient client = WebClient.create(vertx);
    try {
      String metrics =
          client.getAbs(laurel.managementUrl() + "/metrics").send().await().bodyAsString();
      Matcher found = AGGREGATES.matcher(metrics);
      double all = 0;
      while (found.find()) {
        all += Double.parseDouble(found.group(1));
      }
      return all;
    } finally {
      client.close();
    }
  }
}
