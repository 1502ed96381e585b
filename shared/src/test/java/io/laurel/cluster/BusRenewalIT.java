package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.VertxMetrics;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links and certificates are renewed while nodes talk, and nobody notices. */
class BusRenewalIT {
  private static final Contract CONTRACT = Contract.load();
  private static final String ADDRESS = "event.get";
  private static final int CALLS = 1_000;

  @TempDir Path directory;

  private final TestAuthority authority = new TestAuthority();
  private final List<Vertx> nodes = new ArrayList<>();
  private final int port = TestCluster.freePort();
  private final int busPort = TestCluster.freePort();

  @AfterEach
  void close() {
    nodes.forEach(node -> node.close().await());
  }

  private Vertx join(String kind, int ownBusPort) {
    authority.issue(directory.resolve(kind), kind);
    Map<String, String> values = new HashMap<>(TestAuthority.settings(directory.resolve(kind)));
    values.put("CLUSTER_MEMBERS", "127.0.0.1:" + port + ",127.0.0.1:" + (port + 1));
    values.put("CLUSTER_PORT", Integer.toString(port));
    values.put("CLUSTER_BUS_PORT", Integer.toString(ownBusPort));
    values.put("BUS_CERTIFICATE_POLL_MS", "100");
    values.put("BUS_LINK_MAX_AGE_SECONDS", "1");
    Vertx vertx =
        Cluster.join(
                new VertxOptions(),
                options -> new VertxMetrics() {},
                Settings.defaults(List.of("cluster")).with("test", values),
                new Joining(kind, CONTRACT, Clock.systemUTC()),
                new Node(kind, "1.0", Instant.EPOCH))
            .await();
    nodes.add(vertx);
    return vertx;
  }

  /** The serial number of the certificate that is shown at the event node's bus. */
  private BigInteger shown(Vertx vertx) {
    var options = BusIdentity.load(files("gateway"), "gateway", Clock.systemUTC().instant());
    return vertx
        .createNetClient(new NetClientOptions())
        .connect(
            new ConnectOptions()
                .setRemoteAddress(SocketAddress.inetSocketAddress(busPort, "127.0.0.1"))
                .setSsl(true)
                .setSslOptions(options.client()))
        .map(
            socket -> {
              try {
                return ((X509Certificate) socket.sslSession().getPeerCertificates()[0])
                    .getSerialNumber();
              } catch (SSLPeerUnverifiedException e) {
                throw new IllegalStateException(e);
              }
            })
        .await();
  }

  private BusConfig.Files files(String kind) {
    Path own = directory.resolve(kind);
    return new BusConfig.Files(
        own.resolve("certificate.pem"), own.resolve("key.pem"), own.resolve("ca.pem"));
  }

  private static void serve(Vertx vertx) {
    vertx
        .eventBus()
        .<JsonObject>consumer(ADDRESS, message -> message.reply(message.body()))
        .completion()
        .await();
  }

  private static Future<JsonObject> ask(Vertx vertx, int number) {
    JsonObject question = new JsonObject().put("number", number);
    return vertx.eventBus().<JsonObject>request(ADDRESS, question).map(reply -> reply.body());
  }

  @Test
  void calls_whileLinksAndCertificatesAreRenewed_areAllAnswered() throws Exception {
    Vertx event = join("event", busPort);
    serve(event);
    Vertx gateway = join("gateway", 0);
    Set<BigInteger> serials = new TreeSet<>();
    List<Future<JsonObject>> answers = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      if (i % 200 == 0) {
        serials.add(shown(gateway));
        authority.issue(directory.resolve("event"), "event");
        authority.issue(directory.resolve("gateway"), "gateway");
      }
      answers.add(ask(gateway, i));
      gateway.timer(5).await();
    }

    for (int i = 0; i < CALLS; i++) {
      assertThat(answers.get(i).await().getInteger("number")).isEqualTo(i);
    }
    assertThat(serials).hasSizeGreaterThan(2);
  }

  private Future<JsonObject> follow(Vertx vertx) {
    return Peers.of(vertx).follow(() -> ask(vertx, 1), Set.of());
  }

  /** As where a process is killed: the system ends its links long before the cluster knows. */
  @Test
  void links_end_whatWentThereFailsAtOnceAndTheOthersAreAsked() throws Exception {
    Vertx dying = join("event", busPort);
    Promise<Void> reached = Promise.promise();
    dying.eventBus().consumer(ADDRESS, message -> reached.tryComplete()).completion().await();
    Vertx gateway = join("gateway", 0);
    Future<JsonObject> lost = follow(gateway);
    reached.future().await(10, TimeUnit.SECONDS);
    Vertx living = join("event", 0);
    serve(living);
    for (int i = 0; i < 200; i++) {
      if (Peers.of(gateway).serving(ADDRESS).await().size() == 2) {
        break;
      }
      gateway.timer(50).await();
    }

    BusGrip.on(dying).server().close().await();

    assertThatThrownBy(() -> lost.await(5, TimeUnit.SECONDS)).isInstanceOf(NodeLeftException.class);
    for (int i = 0; i < 6; i++) {
      assertThat(follow(gateway).await(5, TimeUnit.SECONDS).getInteger("number")).isEqualTo(1);
    }
  }

  @Test
  void files_thatAreWrong_areNotTaken() throws Exception {
    Vertx event = join("event", busPort);
    serve(event);
    Vertx gateway = join("gateway", 0);
    BigInteger before = shown(gateway);
    Path other = directory.resolve("other");
    authority.issue(other, "auth");

    Files.move(
        other.resolve("key.pem"),
        directory.resolve("event/key.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    gateway.timer(500).await();
    assertThat(shown(gateway)).isEqualTo(before);
    // Now they belong together, and are of another kind.
    Files.move(
        other.resolve("certificate.pem"),
        directory.resolve("event/certificate.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    gateway.timer(500).await();

    assertThat(shown(gateway)).isEqualTo(before);
    assertThat(ask(gateway, 1).await().getInteger("number")).isEqualTo(1);
  }
}
