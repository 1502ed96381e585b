package io.laurel.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client by which the bus calls other nodes. It is told a node's id as the host, as the cluster
 * manager of this room says it, and gives only links whose other end is what that node has proved.
 * Links are replaced before they are old: the next message makes a new one, and what was written to
 * the old one still arrives.
 */
final class BusDialer implements NetClient {
  private static final Logger LOG = LoggerFactory.getLogger(BusDialer.class);
  private static final int CONNECT_MILLIS = 2_000;
  private static final long DRAIN_MILLIS = 10_000;

  private final Vertx vertx;
  private final NetClient client;
  private final Duration linkAge;
  private final Consumer<String> forget;
  private final Consumer<String> broke;
  private final Map<String, Link> links = new ConcurrentHashMap<>();
  private volatile ClientSSLOptions tls;
  private volatile Function<String, Future<NetSocket>> byNode;

  /**
   * A link.
   *
   * @param timer when it is old
   * @param ended whether it is ended here
   */
  private record Link(NetSocket socket, long timer, AtomicBoolean ended) {
    void end() {
      ended.set(true);
      socket.close();
    }
  }

  /**
   * Calls with that identity.
   *
   * @param linkAge how old a link gets
   * @param forget has the bus make a new link to that node
   * @param broke hears of a node to which a link ended that was not ended here, or cannot be made:
   *     the system knows at once that a process is dead, its cluster some time later
   */
  BusDialer(
      Vertx vertx,
      BusIdentity identity,
      Duration linkAge,
      Consumer<String> forget,
      Consumer<String> broke) {
    this.vertx = vertx;
    this.client =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout(CONNECT_MILLIS).setTcpKeepAlive(true));
    this.tls = identity.client();
    this.linkAge = linkAge;
    this.forget = forget;
    this.broke = broke;
    this.byNode = nodeId -> Future.failedFuture(new IllegalStateException("Not joined yet"));
  }

  /** How a link to a node is made, which ends in {@link #call}. */
  void linkBy(Function<String, Future<NetSocket>> link) {
    byNode = link;
  }

  /** A connection with whoever is there, if the authority signed for it. */
  Future<NetSocket> call(ProvenNodes.Place place) {
    return client.connect(
        new ConnectOptions()
            .setRemoteAddress(SocketAddress.inetSocketAddress(place.port(), place.host()))
            .setSsl(true)
            .setSslOptions(tls));
  }

  /** Calls with another identity from now on, and has every link made again. */
  void use(BusIdentity identity) {
    tls = identity.client();
    links.keySet().forEach(this::renew);
  }

  /** As the bus calls: the host is a node's id. */
  @Override
  public Future<NetSocket> connect(int port, String nodeId) {
    return byNode
        .apply(nodeId)
        .map(
            socket -> {
              long timer = vertx.setTimer(linkAge.toMillis(), old -> renew(nodeId));
              Link link = new Link(socket, timer, new AtomicBoolean());
              Link before = links.put(nodeId, link);
              if (before != null) {
                // It broke, or there would be no other.
                vertx.cancelTimer(before.timer());
              }
              watch(nodeId, link);
              return socket;
            })
        .onFailure(cause -> broke.accept(nodeId));
  }

  /** Below the bus, which has the only handler that Vert.x gives for it. */
  private void watch(String nodeId, Link link) {
    ((NetSocketInternal) link.socket())
        .channelHandlerContext()
        .channel()
        .closeFuture()
        .addListener(
            closed -> {
              if (!link.ended().get()) {
                broke.accept(nodeId);
              }
            });
  }

  private void renew(String nodeId) {
    Link link = links.remove(nodeId);
    if (link != null) {
      LOG.debug("The link to node {} is made anew", nodeId);
      vertx.cancelTimer(link.timer());
      forget.accept(nodeId);
      vertx.setTimer(DRAIN_MILLIS, drained -> link.end());
    }
  }

  /** Those that are no members any more have no links to renew. */
  void retain(Collection<String> members) {
    links
        .entrySet()
        .removeIf(
            link -> {
              boolean gone = !members.contains(link.getKey());
              if (gone) {
                vertx.cancelTimer(link.getValue().timer());
                forget.accept(link.getKey());
                link.getValue().end();
              }
              return gone;
            });
  }

  @Override
  public Future<NetSocket> connect(int port, String host, String serverName) {
    throw notOfTheBus();
  }

  @Override
  public Future<NetSocket> connect(SocketAddress remoteAddress) {
    throw notOfTheBus();
  }

  @Override
  public Future<NetSocket> connect(SocketAddress remoteAddress, String serverName) {
    throw notOfTheBus();
  }

  @Override
  public Future<NetSocket> connect(ConnectOptions connectOptions) {
    throw notOfTheBus();
  }

  private static UnsupportedOperationException notOfTheBus() {
    return new UnsupportedOperationException("The bus does not call like that");
  }

  @Override
  public Future<Void> shutdown(Duration timeout) {
    return client.shutdown(timeout);
  }

  @Override
  public Future<Boolean> updateSSLOptions(ClientSSLOptions options, boolean force) {
    throw notOfTheBus();
  }

  @Override
  public boolean isMetricsEnabled() {
    return client.isMetricsEnabled();
  }
}
