package io.laurel.bench;

import io.laurel.bench.Catalog.Claimable;
import io.laurel.bench.load.Load;
import io.laurel.bench.load.Tally;
import io.laurel.bench.load.Tally.Limit;
import io.laurel.bench.peer.Peer;
import io.laurel.bench.peer.PeerMain;
import io.laurel.security.Role;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One run beside a peer: claims of an unlimited reward by tokens that both have seen, and players
 * who send the same claim several times at once.
 */
final class PeerBench {
  private static final int CREATED = 201;

  private final BenchOptions options;
  private final Path directory;
  private final Vertx vertx;

  private PeerBench(BenchOptions options, Path directory, Vertx vertx) {
    this.options = options;
    this.directory = directory;
    this.vertx = vertx;
  }

  /** Fails with {@link IllegalArgumentException} where there is no built peer to run beside. */
  static void check(BenchOptions options) {
    if (!Files.exists(Path.of(options.peer(), "dist", "apps", "gateway", "main.js"))) {
      throw new IllegalArgumentException(
          "--peer must be the directory of the peer's built checkout, not '"
              + options.peer()
              + "'; see bench/README.md");
    }
  }

  /**
   * Runs it all. Blocks for some minutes.
   *
   * @param directory empty; afterwards it holds both databases
   */
  static PeerReport run(BenchOptions options, Path directory)
      throws IOException, InterruptedException, TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      return new PeerBench(options, directory, vertx).run();
    } finally {
      vertx.close().await();
    }
  }

  private PeerReport run() throws IOException, InterruptedException, TimeoutException {
    double loadBefore = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    int users = options.regulars();
    try (ServerProcess laurel =
            ServerProcess.start(
                ServerStart.laurel(directory.resolve("laurel"), options.laurelJvm()));
        ServerProcess peer = ServerProcess.start(peer(users));
        Load load = new Load(options.connections())) {
      Tokens tokens =
          Tokens.by(vertx, directory.resolve("laurel").resolve(ServerStart.DATA).resolve("keys"));
      List<Claimable> events;
      try (Catalog catalog = new Catalog(vertx, laurel.port(), tokens.sign(1, Role.ADMIN).get(0))) {
        events = catalog.events(options.events(), false);
      }
      List<String> known = tokens.sign(users, Role.USER);
      List<String> theirs = Peer.tokens(vertx, users);
      // For the first event; everybody claims the others.
      List<Integer> numbers = IntStream.range(1, options.events()).boxed().toList();
      Tally raced = race(load, laurel, known, token -> Requests.claim(events.get(0), token));
      Tally racedPeer = race(load, peer, theirs, token -> Peer.claim(0, token));
      Duel duel =
          Duel.run(
              "claim, beside a peer",
              load,
              options,
              CREATED,
              new Contestant(
                  "laurel", laurel, Requests.claims(events.subList(1, events.size()), known)),
              new Contestant("peer", peer, Requests.claims(numbers, theirs, Peer::claim)));
      String storage = Files.getFileStore(directory).type();
      return new PeerReport(options, loadBefore, storage, duel, raced, racedPeer);
    }
  }

  private ServerStart peer(int users) throws IOException {
    Path home = directory.resolve("peer");
    return ServerStart.of(
        PeerMain.class,
        home,
        List.of(
            home.resolve("database").toString(),
            Path.of(options.peer()).toAbsolutePath().toString(),
            "" + users,
            "" + options.events()));
  }

  /** Each of some players claims the same so many times at once. */
  private Tally race(
      Load load, ServerProcess server, List<String> tokens, Function<String, Buffer> claim)
      throws TimeoutException {
    Limit all = new Limit(options.round().multipliedBy(100), PeerReport.RACED);
    return load.run(server.port(), racing(tokens, claim), CREATED, all);
  }

  private static Supplier<Buffer> racing(List<String> tokens, Function<String, Buffer> claim) {
    return new Supplier<>() {
      private int next;

      @Override
      public Buffer get() {
        return claim.apply(tokens.get(next++ / PeerReport.AT_ONCE));
      }
    };
  }
}
