package io.laurel.standalone.chaos;

import io.laurel.embedded.EmbeddedMongo;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * The database as a process of its own, to be killed and stopped: the embedded server on a
 * directory, or a relay before another server. Where others than loopback are to reach the embedded
 * one, which listens there only, it has a relay too.
 */
final class DatabaseMain {
  static final String READY = "Database at ";

  private DatabaseMain() {}

  /** Host and port to listen at, then a directory or the URI of another server. */
  public static void main(String[] arguments) throws IOException {
    String host = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    String store = arguments[2];
    if (store.startsWith("mongodb://")) {
      relay(host, port, store);
    } else if (host.equals("127.0.0.1")) {
      EmbeddedMongo.onFile(Path.of(store), port);
    } else {
      relay(host, port, EmbeddedMongo.onFile(Path.of(store)).uri());
    }
    System.out.println(READY + host + ":" + port);
    // Nothing is said there; its end is the end of the parent.
    var unused = System.in.read();
    System.exit(0);
  }

  private static void relay(String host, int port, String server) {
    URI uri = URI.create(server);
    Vertx vertx = Vertx.vertx();
    NetClient client = vertx.createNetClient();
    vertx
        .createNetServer()
        .connectHandler(
            socket -> {
              socket.pause();
              client
                  .connect(uri.getPort(), uri.getHost())
                  .onSuccess(behind -> join(socket, behind))
                  .onFailure(cause -> socket.close());
            })
        .listen(port, host)
        .await();
  }

  private static void join(NetSocket one, NetSocket other) {
    one.pipeTo(other);
    other.pipeTo(one);
  }
}
