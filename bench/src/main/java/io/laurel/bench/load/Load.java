package io.laurel.bench.load;

import io.laurel.bench.load.Tally.Limit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Sends requests over a fixed number of connections, on each the next one as soon as the last one
 * is answered, up to a limit; to this machine only.
 *
 * <p>Written on bare sockets: an HTTP client would cost about as much as the server, and hide
 * differences between servers behind its own share of the processor.
 */
public final class Load implements AutoCloseable {
  /** A server has a bound on what it takes of one address; players have one each. */
  private static final int CONNECTIONS_PER_ADDRESS = 200;

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final int connections;

  /** A load of that many connections. */
  public Load(int connections) {
    this.connections = connections;
  }

  /**
   * Sends up to that limit, then waits for what is in flight. Blocks.
   *
   * @param requests whole requests, heads and bodies; asked on one thread
   * @param status what a good answer has
   * @throws TimeoutException where an answer does not come
   */
  public Tally run(int port, Supplier<Buffer> requests, int status, Limit limit)
      throws TimeoutException {
    Tally tally = new Tally(Set.of(status), limit);
    return await(port, tally, ready -> loops(ready, requests, tally));
  }

  /** The same at a steady rate, whatever the answers do. */
  public Tally pace(int port, Supplier<Buffer> requests, int status, Limit limit, int perSecond)
      throws TimeoutException {
    Tally tally = new Tally(Set.of(status), limit);
    return await(
        port, tally, ready -> new PacedLoop(vertx, ready, requests, tally, perSecond).run());
  }

  /**
   * Sends that many requests, each on a connection of its own, all at once; does not block.
   *
   * @param statuses which answers are good
   */
  public Future<Tally> burst(int port, Supplier<Buffer> requests, Set<Integer> statuses) {
    Tally tally = new Tally(statuses, new Limit(PATIENCE, connections));
    return run(port, tally, ready -> loops(ready, requests, tally));
  }

  private static Future<Void> loops(
      List<LoadConnection> ready, Supplier<Buffer> requests, Tally tally) {
    return Future.join(
            ready.stream().map(one -> new ClosedLoop(one, requests, tally).run()).toList())
        .mapEmpty();
  }

  private Tally await(int port, Tally tally, Function<List<LoadConnection>, Future<Void>> sending)
      throws TimeoutException {
    return run(port, tally, sending)
        .await(tally.limit().duration().plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<Tally> run(
      int port, Tally tally, Function<List<LoadConnection>, Future<Void>> sending) {
    List<NetClient> clients = new ArrayList<>();
    return connect(clients, port)
        .compose(
            ready -> {
              tally.begin();
              return sending.apply(ready);
            })
        .map(
            answered -> {
              tally.end();
              return tally;
            })
        .eventually(() -> Future.join(clients.stream().map(NetClient::close).toList()));
  }

  private Future<List<LoadConnection>> connect(List<NetClient> clients, int port) {
    List<Future<LoadConnection>> opened = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      if (i % CONNECTIONS_PER_ADDRESS == 0) {
        clients.add(client(clients.size()));
      }
      NetClient client = clients.get(clients.size() - 1);
      opened.add(client.connect(port, LOOPBACK).map(LoadConnection::new));
    }
    return Future.all(opened).map(all -> all.list());
  }

  /** Of an address of its own; the first of the usual one, which every machine has. */
  private NetClient client(int number) {
    return number == 0
        ? vertx.createNetClient()
        : vertx.createNetClient(new NetClientOptions().setLocalAddress("127.0.0." + (1 + number)));
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
