package io.laurel.cluster;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between those who call this node and its bus: nobody without a kind comes in, what a link
 * says goes through its gate, and a link that its maker does not renew is ended.
 */
final class Doorkeeper implements Handler<NetSocket> {
  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

  private final Vertx vertx;
  private final Audience audience;
  private final BusConfig config;
  private final Handler<NetSocket> bus;

  /** Stands before {@code bus}, which takes connections. */
  Doorkeeper(Vertx vertx, Audience audience, BusConfig config, Handler<NetSocket> bus) {
    this.vertx = vertx;
    this.audience = audience;
    this.config = config;
    this.bus = bus;
  }

  @Override
  public void handle(NetSocket socket) {
    Set<NodeKind> kinds = PeerCertificate.kinds(socket);
    String peer = socket.remoteAddress().hostAddress();
    if (kinds.isEmpty() || peer == null) {
      LOG.warn("{} called the bus with a certificate of no kind of node", peer);
      socket.close();
      return;
    }
    Duration oldest = config.linkAge().multipliedBy(2);
    long timer = vertx.setTimer(oldest.toMillis(), old -> socket.close());
    socket.closeHandler(closed -> vertx.cancelTimer(timer));
    LinkRule rule = new LinkRule(audience, kinds, peer);
    bus.handle(gated(socket, rule, new Refused(socket, kinds)));
  }

  /** The bus only gives its handler to a connection, and writes to it. */
  private NetSocket gated(NetSocket socket, LinkRule rule, FrameGate.Refusals refusals) {
    return (NetSocket)
        Proxy.newProxyInstance(
            NetSocket.class.getClassLoader(),
            new Class<?>[] {NetSocket.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handler")) {
                @SuppressWarnings("unchecked")
                Handler<Buffer> inside = (Handler<Buffer>) arguments[0];
                socket.handler(new FrameGate(rule, config.maxMessage(), inside, refusals));
                return proxy;
              }
              try {
                return method.invoke(socket, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Said once a link: who goes on trying fills no log. */
  private record Refused(NetSocket socket, Set<NodeKind> kinds, AtomicBoolean said)
      implements FrameGate.Refusals {
    Refused(NetSocket socket, Set<NodeKind> kinds) {
      this(socket, kinds, new AtomicBoolean());
    }

    @Override
    public void leftOut() {
      if (said.compareAndSet(false, true)) {
        LOG.warn(
            "{} ({}) says on the bus what it may not; left out, and not told of this link again",
            socket.remoteAddress(),
            kinds);
      }
    }

    @Override
    public void end(String why) {
      LOG.warn("The link of {} ({}) is ended: {}", socket.remoteAddress(), kinds, why);
      socket.close();
    }
  }
}
