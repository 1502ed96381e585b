package io.laurel.bench.load;

import io.laurel.bench.load.Tally.Limit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Sends requests over a fixed number of connections, on each the next one as soon as the last one
 * is answered, up to a limit; to this machine only.
 *
 * <p>Written on bare sockets: an HTTP client would cost about as much as the server, and hide
 * differences between servers behind its own share of the processor.
 */
public final class Load implements AutoCloseable {
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
    Tally tally = new Tally(status, limit);
    NetClient client = vertx.createNetClient();
    Future<Tally> run =
        connect(client, port)
            .compose(
                ready -> {
                  tally.begin();
                  return Future.join(ready.stream().map(one -> one.send(requests, tally)).toList());
                })
            .map(
                answered -> {
                  tally.end();
                  return tally;
                })
            .eventually(client::close);
    return run.await(limit.duration().plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
  }

  private Future<List<LoadConnection>> connect(NetClient client, int port) {
    List<Future<LoadConnection>> opened = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      opened.add(client.connect(port, LOOPBACK).map(LoadConnection::new));
    }
    return Future.all(opened).map(all -> all.list());
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
