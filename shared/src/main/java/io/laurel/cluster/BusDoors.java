package io.laurel.cluster;

import io.laurel.config.ConfigException;
import io.laurel.schedule.Poll;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServer;
import io.vertx.core.spi.cluster.NodeInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Both doors of the bus, with the certificates of this node: by one it calls, at the other it is
 * called. New files are taken over while they are open.
 */
final class BusDoors {
  private static final Logger LOG = LoggerFactory.getLogger(BusDoors.class);
  private static final Duration SOON = Duration.ofDays(7);
  private static final Duration REMINDED_EACH = Duration.ofDays(1);

  private final BusConfig config;
  private final String program;
  private final Audience audience;
  private final Clock clock;
  private volatile BusIdentity identity;
  private volatile @Nullable Open open;
  private String complaint = "";
  private Instant reminded = Instant.EPOCH;

  private record Open(Vertx vertx, NetServer server, BusDialer dialer, ProvenNodes nodes) {}

  /** Reads and judges the files; blocks. Fails with {@link ConfigException}, in one line. */
  BusDoors(BusConfig config, String program, Audience audience, Clock clock) {
    this.config = config;
    this.program = program;
    this.audience = audience;
    this.clock = clock;
    this.identity = load();
  }

  private BusIdentity load() {
    return BusIdentity.load(config.files(), program, clock.instant());
  }

  /** What the bus makes its server with. */
  void secure(EventBusOptions options) {
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setTrustAll(false)
        .setKeyCertOptions(identity.keyCert())
        .setTrustOptions(identity.trust())
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"));
  }

  /**
   * Puts both up, before the bus listens; once for each Vert.x, for a start may be tried again.
   *
   * @param places where the cluster says that a node is
   * @param broke hears of nodes to which there is no link any more
   */
  void putUp(Vertx vertx, Function<String, Future<NodeInfo>> places, Consumer<String> broke) {
    Open before = open;
    if (before != null && before.vertx() == vertx) {
      return;
    }
    BusGrip bus = BusGrip.on(vertx);
    BusDialer dialer = new BusDialer(vertx, identity, config.linkAge(), bus::forgetLink, broke);
    ProvenNodes nodes = new ProvenNodes(places, dialer::call, System::nanoTime);
    dialer.linkBy(nodes::link);
    bus.dialBy(dialer);
    NetServer server = bus.server();
    server.connectHandler(new Doorkeeper(vertx, audience, config, server.connectHandler()));
    server.exceptionHandler(
        cause -> LOG.debug("Somebody called the bus and proved nothing", cause));
    open = new Open(vertx, server, dialer, nodes);
  }

  /** Who may be where. */
  Audience audience() {
    return audience;
  }

  /** The other nodes; nobody is one before the doors are up. */
  ProvenNodes nodes() {
    Open now = open;
    if (now == null) {
      throw new IllegalStateException("The bus has no doors yet");
    }
    return now.nodes();
  }

  /**
   * Looks at the files again and again, and forgets who left.
   *
   * @param members ids of those who are there; null while this node is no member itself
   */
  void watch(Vertx vertx, Supplier<@Nullable List<String>> members) {
    Open now = open;
    if (now == null || now.vertx() != vertx) {
      throw new IllegalStateException("The bus went up without its doors");
    }
    new Poll(
            vertx,
            config.poll(),
            () ->
                vertx
                    .<Void>executeBlocking(() -> look(now, members), false)
                    .onFailure(this::failed))
        .startLater();
  }

  private synchronized @Nullable Void look(Open now, Supplier<@Nullable List<String>> members) {
    List<String> there = members.get();
    if (there == null) {
      return null;
    }
    // Links first: none may outlive what its node has proved.
    now.dialer().retain(there);
    now.nodes().retain(there);
    remind();
    BusIdentity read;
    try {
      if (identity.isIn(config.files())) {
        complaint = "";
        return null;
      }
      read = load();
    } catch (ConfigException e) {
      complain(String.valueOf(e.getMessage()));
      return null;
    }
    complaint = "";
    take(now, read);
    return null;
  }

  private void take(Open now, BusIdentity read) {
    if (!read.kinds().equals(identity.kinds())) {
      complain("the new BUS_CERTIFICATE is of another kind of node");
      return;
    }
    identity = read;
    now.server()
        .updateSSLOptions(read.server(), true)
        .onSuccess(
            updated -> {
              now.dialer().use(read);
              LOG.info("The bus goes on with the certificate that ends at {}", read.until());
            })
        .onFailure(this::failed);
  }

  private void complain(String words) {
    if (!words.equals(complaint)) {
      complaint = words;
      LOG.error("The bus keeps its certificate: {}", words);
    }
  }

  private void remind() {
    Instant now = clock.instant();
    if (now.isAfter(identity.until().minus(SOON)) && now.isAfter(reminded.plus(REMINDED_EACH))) {
      reminded = now;
      LOG.warn("The certificate of the bus ends at {}", identity.until());
    }
  }

  private void failed(Throwable cause) {
    LOG.error("The certificates of the bus could not be looked at", cause);
  }
}
