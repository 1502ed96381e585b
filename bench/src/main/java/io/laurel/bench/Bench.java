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
  private final List<Steady> steadies = new ArrayList<>();
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
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    ServerStart.forgetClasses();
    Duration firstStart;
    // It leaves its classes for the next when it ends.
    try (Started first = start("first")) {
      firstStart = first.after();
    }
    try (Started laurel = start("laurel")) {
      TimeUnit.NANOSECONDS.sleep(options.rest().toNanos());
      long atRest = laurel.server().residentBytes();
      measure(laurel);
      Report.Footprint footprint =
          new Report.Footprint(firstStart, laurel.after(), atRest, laurel.server().residentBytes());
      String storage = Files.getFileStore(directory).type();
      return new Report(options, loadBefore, storage, footprint, duels, steadies, burst);
    }
  }

  /**
   * Laurel, which has answered.
   *
   * @param data where it keeps its data
   * @param after how long it took until its first 200
   */
  private record Started(
      ServerProcess server, Path data, Tokens tokens, Catalog catalog, Duration after)
      implements AutoCloseable {
    @Override
    public void close() {
      catalog.close();
      server.close();
    }
  }

  private Started start(String name) throws InterruptedException {
    Path data = directory.resolve(name).resolve(ServerStart.DATA);
    long begun = System.nanoTime();
    // Ends with this program, whatever fails before somebody can close it.
    ServerProcess server =
        ServerProcess.start(ServerStart.laurel(directory.resolve(name), options.laurelJvm()));
    Tokens tokens = Tokens.by(vertx, data.resolve("keys"));
    Catalog catalog = new Catalog(vertx, server.port(), tokens.sign(1, Role.ADMIN).get(0));
    catalog.ping();
    Duration after = Duration.ofNanos(System.nanoTime() - begun);
    return new Started(server, data, tokens, catalog, after);
  }

  private void measure(Started laurel) throws IOException, InterruptedException, TimeoutException {
    Catalog catalog = laurel.catalog();
    Tokens tokens = laurel.tokens();
    List<Claimable> unlimited = catalog.events(options.events(), false);
    List<Claimable> limited = catalog.events(options.events(), true);
    List<String> regulars = tokens.sign(options.regulars(), Role.USER);
    List<String> newcomers = tokens.sign(options.users(), Role.USER);
    ServerStart yardstick = yardstick(laurel.data().resolve("keys"), unlimited.get(0));
    try (ServerProcess bare = ServerProcess.start(yardstick);
        Load load = new Load(options.connections())) {
      Servers servers = new Servers(laurel.server(), bare, load);
      duel(servers, "S1 read an event", OK, () -> Requests.reads(unlimited.get(0), regulars));
      duel(servers, "S2 claim, known token", CREATED, () -> Requests.claims(unlimited, regulars));
      duel(servers, "S2 claim of limited stock", CREATED, () -> Requests.claims(limited, regulars));
      duel(
          servers,
          "S2 claim, token never seen",
          CREATED,
          () -> Requests.claims(unlimited, newcomers));
      burst =
          LoginBurst.run(
              vertx, laurel.server().port(), load, options, Requests.claims(limited, newcomers));
    }
  }

  private record Servers(ServerProcess laurel, ServerProcess bare, Load load) {}

  private void duel(Servers servers, String name, int status, Supplier<Supplier<Buffer>> requests)
      throws TimeoutException {
    Contestant laurel = new Contestant("laurel", servers.laurel(), requests.get());
    Contestant bare = new Contestant("yardstick", servers.bare(), requests.get());
    Duel duel = Duel.run(name, servers.load(), options, status, laurel, bare);
    duels.add(duel);
    steadies.add(Steady.run(duel, servers.load(), options, status, laurel, bare));
  }

  private ServerStart yardstick(Path keys, Claimable readable) throws IOException {
    Path home = directory.resolve("yardstick");
    return ServerStart.of(
        YardstickMain.class,
        home,
        List.of(home.resolve("database").toString(), keys.toString(), readable.event().encode()));
  }
}
