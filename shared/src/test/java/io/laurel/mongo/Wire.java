package io.laurel.mongo;

import com.mongodb.ConnectionString;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way to the server of the tests that can be cut and mended. */
public final class Wire {
  private final SocketAddress server;
  private final NetClient client;
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
  private final NetServer door;
  private volatile boolean cut;

  /** A way, whole, to the first host of {@code uri}; it goes with {@code vertx}. */
  public Wire(Vertx vertx, String uri) {
    String[] host = new ConnectionString(uri).getHosts().get(0).split(":", 2);
    this.server = SocketAddress.inetSocketAddress(Integer.parseInt(host[1]), host[0]);
    this.client = vertx.createNetClient();
    this.door = vertx.createNetServer().connectHandler(this::connect);
    door.listen(0, "127.0.0.1").await();
  }

  /** Where it begins. */
  public String uri() {
    return "mongodb://127.0.0.1:" + door.actualPort() + "/";
  }

  private void connect(NetSocket near) {
    if (cut) {
      near.close();
      return;
    }
    near.pause();
    sockets.add(near);
    near.closeHandler(closed -> sockets.remove(near));
    client
        .connect(server)
        .onFailure(cause -> near.close())
        .onSuccess(
            far -> {
              near.handler(far::write);
              far.handler(near::write);
              far.closeHandler(closed -> near.close());
              near.closeHandler(
                  closed -> {
                    sockets.remove(near);
                    far.close();
                  });
              near.resume();
            });
  }

  /** Nothing gets through from now on, and what is connected is no more. */
  public void cut() {
    cut = true;
    sockets.forEach(NetSocket::close);
  }

  /** As before. */
  public void mend() {
    cut = false;
  }
}
