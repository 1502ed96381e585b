package io.laurel.bench;

import io.laurel.bench.Catalog.Claimable;
import io.laurel.bench.load.Load;
import io.laurel.bench.yardstick.YardstickMain;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One run: start, fill, sign, measure. */
final class Bench {
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final BenchOptions options;
  private final Path directory;
  private final Vertx vertx;
  private final List<Duel> duels = new ArrayList<>();
  private LoginBurst burst;

  private Bench(BenchOptions options, Path directory, Vertx vertx) {
    this.options = options;
    this.directory = directory;
    this.vertx = vertx;
  }

  /**
   * Runs it all. Blocks for minutes.
   *
   * @param directory empty; afterwards it holds both databases
   */
  static Report run(BenchOptions options, Path directory)
      throws IOException, InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return new Bench(options, directory, vertx).run();
    } finally {
      vertx.close().await();
    }
  }

  private Report run() throws IOException, InterruptedException, TimeoutException {
    Path data = directory.resolve("laurel").resolve(ServerStart.DATA);
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    ServerStart.forgetClasses();
    Duration firstStart = start(directory.resolve("first"));
    long begun = System.nanoTime();
    ServerStart start = ServerStart.laurel(directory.resolve("laurel"), options.laurelJvm());
    try (ServerProcess laurel = ServerProcess.start(start)) {
      Tokens tokens = Tokens.by(vertx, data.resolve("keys"));
      try (Catalog catalog = new Catalog(vertx, laurel.port(), tokens.sign(1, Role.ADMIN).get(0))) {
        catalog.ping();
        Duration laterStart = Duration.ofNanos(System.nanoTime() - begun);
        TimeUnit.NANOSECONDS.sleep(options.rest().toNanos());
        long residentBytes = laurel.residentBytes();
        measure(laurel, data, catalog, tokens);
        Report.Footprint footprint =
            new Report.Footprint(firstStart, laterStart, residentBytes, laurel.residentBytes());
        String storage = Files.getFileStore(directory).type();
        return new Report(options, loadBefore, storage, footprint, duels, burst);
      }
    }
  }

  /** How long it takes where no earlier start has left anything; this one does, when it ends. */
  private Duration start(Path where) throws InterruptedException, IOException, TimeoutException {
    long begun = System.nanoTime();
    try (ServerProcess laurel =
        ServerProcess.start(ServerStart.laurel(where, options.laurelJvm()))) {
      Tokens tokens = Tokens.by(vertx, where.resolve(ServerStart.DATA).resolve("keys"));
      try (Catalog catalog = new Catalog(vertx, laurel.port(), tokens.sign(1, Role.ADMIN).get(0))) {
        catalog.ping();
        return Duration.ofNanos(System.nanoTime() - begun);
      }
    }
  }

  private void measure(ServerProcess laurel, Path data, Catalog catalog, Tokens tokens)
      throws InterruptedException, TimeoutException {
    List<Claimable> unlimited = catalog.events(options.events(), false);
    List<Claimable> limited = catalog.events(options.events(), true);
    List<String> regulars = tokens.sign(options.regulars(), Role.USER);
    List<String> newcomers = tokens.sign(options.users(), Role.USER);
    ServerStart yardstick = yardstick(data.resolve("keys"), unlimited.get(0));
    try (ServerProcess bare = ServerProcess.start(yardstick);
        Load load = new Load(options.connections())) {
      Servers servers = new Servers(laurel, bare, load);
      duel(servers, "S1 read an event", OK, () -> Requests.reads(unlimited.get(0), regulars));
      duel(servers, "S2 claim, known token", CREATED, () -> Requests.claims(unlimited, regulars));
      duel(servers, "S2 claim of limited stock", CREATED, () -> Requests.claims(limited, regulars));
      duel(
          servers,
          "S2 claim, token never seen",
          CREATED,
          () -> Requests.claims(unlimited, newcomers));
      burst =
          LoginBurst.run(vertx, laurel.port(), load, options, Requests.claims(limited, newcomers));
    }
  }

  private record Servers(ServerProcess laurel, ServerProcess bare, Load load) {}

  private void duel(Servers servers, String name, int status, Supplier<Supplier<Buffer>> requests)
      throws TimeoutException {
    duels.add(
        Duel.run(
            name,
            servers.load(),
            options,
            status,
            new Contestant("laurel", servers.laurel(), requests.get()),
            new Contestant("yardstick", servers.bare(), requests.get())));
  }

  private ServerStart yardstick(Path keys, Claimable readable) {
    Path home = directory.resolve("yardstick");
    return ServerStart.of(
        YardstickMain.class,
        home,
        List.of(home.resolve("database").toString(), keys.toString(), readable.event().encode()));
  }
}
