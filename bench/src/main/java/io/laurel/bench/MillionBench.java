package io.laurel.bench;

import io.laurel.bench.Catalog.Claimable;
import io.laurel.bench.load.Load;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One run with many claims stored: fill, start beside a server without, measure. */
final class MillionBench {
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int STORED_EVENTS = 20;
  private static final int PAGE = 20;
  private static final int DEEPEST_PAGE = 5_000;
  private static final String OWN = "/api/v1/me/claims";
  private static final String ALL = "/api/v1/claims";

  /** Of the server that exports: much less than the rows would take. */
  private static final String SMALL_HEAP = "-Xmx192m";

  private final BenchOptions options;
  private final Path many;
  private final Path none;
  private final Vertx vertx;
  private final List<Duel> duels = new ArrayList<>();

  private MillionBench(BenchOptions options, Path directory, Vertx vertx) {
    this.options = options;
    this.many = directory.resolve("many");
    this.none = directory.resolve("none");
    this.vertx = vertx;
  }

  /**
   * Runs it all. Blocks for minutes.
   *
   * @param directory empty; afterwards it holds both databases
   */
  static MillionReport run(BenchOptions options, Path directory)
      throws IOException, InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return new MillionBench(options, directory, vertx).run();
    } finally {
      vertx.close().await();
    }
  }

  private MillionReport run() throws IOException, InterruptedException, TimeoutException {
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Users users = fill();
    Path database = many.resolve(ServerStart.DATA).resolve("database");
    long databaseBytes = bytes(database);
    long begun = System.nanoTime();
    Duration start;
    try (ServerProcess loaded = ServerProcess.start(ServerStart.laurel(many, options.laurelJvm()));
        ServerProcess empty = ServerProcess.start(ServerStart.laurel(none, options.laurelJvm()));
        Load load = new Load(options.connections())) {
      start = Duration.ofNanos(System.nanoTime() - begun);
      claims(load, loaded, empty, users);
      pages(load, loaded, OWN, users.collector(), options.stored() / StoredClaims.COLLECTED);
      pages(load, loaded, ALL, users.auditor(), options.stored());
    }
    Export export;
    try (ServerProcess small = ServerProcess.start(ServerStart.laurel(many, SMALL_HEAP))) {
      export = Export.run(vertx, small, users.auditor());
    }
    return new MillionReport(
        options, loadBefore, Files.getFileStore(many).type(), databaseBytes, start, duels, export);
  }

  /** Tokens, good for both servers. */
  private record Users(String admin, String auditor, String collector, List<String> claimants) {}

  private Users fill() throws IOException, InterruptedException {
    Path keys = many.resolve(ServerStart.DATA).resolve("keys");
    Tokens tokens;
    String admin;
    String collector;
    try (ServerProcess server =
        ServerProcess.start(ServerStart.laurel(many, options.laurelJvm()))) {
      tokens = Tokens.by(vertx, keys);
      admin = tokens.sign(1, Role.ADMIN).get(0);
      collector = tokens.sign(1, Role.USER).get(0);
      try (Catalog catalog = new Catalog(vertx, server.port(), admin)) {
        for (Claimable event : catalog.events(STORED_EVENTS, false)) {
          catalog.claim(event, collector);
        }
      }
    }
    copy(keys, none.resolve(ServerStart.DATA).resolve("keys"));
    List<String> users =
        new ArrayList<>(
            StoredClaims.copy(
                vertx, many.resolve(ServerStart.DATA).resolve("database"), options.stored()));
    Collections.shuffle(users, new Random(2));
    List<String> claimants = users.subList(0, Math.min(users.size(), options.users()));
    return new Users(
        admin, tokens.sign(1, Role.AUDITOR).get(0), collector, tokens.sign(claimants, Role.USER));
  }

  private static void copy(Path keys, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(keys)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static long bytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void claims(Load load, ServerProcess loaded, ServerProcess empty, Users users)
      throws TimeoutException {
    duels.add(
        Duel.run(
            "S2 claim, many stored / none",
            load,
            options,
            CREATED,
            claimant(loaded, users),
            claimant(empty, users)));
  }

  private Contestant claimant(ServerProcess server, Users users) {
    try (Catalog catalog = new Catalog(vertx, server.port(), users.admin())) {
      return new Contestant(
          "laurel",
          server,
          Requests.claims(catalog.events(options.events(), false), users.claimants()));
    }
  }

  /** A page far behind against the first one. */
  private void pages(Load load, ServerProcess server, String list, String token, int stored)
      throws TimeoutException {
    int page = Math.min(DEEPEST_PAGE, stored * 9 / 10 / PAGE);
    String cursor;
    try (Catalog catalog = new Catalog(vertx, server.port(), token)) {
      cursor = catalog.cursorAfter(list, token, (page - 1) * PAGE);
    }
    duels.add(
        Duel.run(
            list + ", page " + page,
            load,
            options.ofSlowRequests(),
            OK,
            new Contestant(
                "deep", server, Requests.reads(list + "?cursor=" + cursor, List.of(token))),
            new Contestant("first", server, Requests.reads(list, List.of(token)))));
  }
}
