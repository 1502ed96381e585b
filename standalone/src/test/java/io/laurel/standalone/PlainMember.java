package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import io.laurel.cluster.TestAuthority;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * A plain Vert.x member of the cluster, with nothing of ours on its side of the bus, and with the
 * certificate of a member, as docs/operations.md shows it.
 */
final class PlainMember implements AutoCloseable {
  private final Vertx vertx;

  /** Joins the cluster of those processes. */
  PlainMember(ClusterOfProcesses cluster) {
    this(cluster, bus(TestAuthority.settings("member")));
  }

  /** Joins with a bus of its own making. */
  PlainMember(ClusterOfProcesses cluster, EventBusOptions bus) {
    vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventBusOptions(bus))
            .withClusterManager(new HazelcastClusterManager(hazelcast(cluster)))
            .buildClustered()
            .await();
  }

  /** A bus with those files. */
  static EventBusOptions bus(Map<String, String> files) {
    return new EventBusOptions()
        .setHost("127.0.0.1")
        .setSsl(true)
        .setTrustAll(false)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(files.get("BUS_CERTIFICATE"))
                .setKeyPath(files.get("BUS_KEY")))
        .setTrustOptions(new PemTrustOptions().addCertPath(files.get("BUS_CA")));
  }

  private static Config hazelcast(ClusterOfProcesses cluster) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName("laurel");
    // Whom the others have lost for a while (a busy machine is enough) comes back in seconds, not
    // in
    // the five minutes of Hazelcast's default.
    config.setProperty("hazelcast.merge.first.run.delay.seconds", "5");
    config.setProperty("hazelcast.merge.next.run.delay.seconds", "5");
    NetworkConfig network = config.getNetworkConfig().setPort(cluster.port());
    network.getJoin().getMulticastConfig().setEnabled(false);
    network.getJoin().getAutoDetectionConfig().setEnabled(false);
    network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(List.of(cluster.members()));
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    return config;
  }

  /** Sends any message; {@code token} may be null. */
  Future<JsonObject> ask(String address, String token, Object message, String... headers) {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(10_000).addHeader("X-Request-Id", "same");
    for (int i = 0; i < headers.length; i += 2) {
      options.addHeader(headers[i], headers[i + 1]);
    }
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    return vertx
        .eventBus()
        .<JsonObject>request(address, message, options)
        .map(reply -> reply.body());
  }

  /** Tells all who listen there. */
  void tell(String address, JsonObject message) {
    vertx.eventBus().publish(address, message);
  }

  /** Where the buses of the others are. */
  List<SocketAddress> others() {
    ClusterManager members = ((VertxInternal) vertx).clusterManager();
    return members.getNodes().stream()
        .filter(node -> !node.equals(members.getNodeId()))
        .map(
            node -> {
              Promise<NodeInfo> info = Promise.promise();
              members.getNodeInfo(node, info);
              return info.future().await();
            })
        .map(info -> SocketAddress.inetSocketAddress(info.port(), info.host()))
        .toList();
  }

  /** Calls {@code heard} with each message published there. */
  void listen(String address, Consumer<JsonObject> heard) {
    vertx
        .eventBus()
        .<JsonObject>consumer(address, message -> heard.accept(message.body()))
        .completion()
        .await();
  }

  /** Takes rewards that are sent there, as docs/webhooks.md shows it. */
  void receive(String address, BiFunction<String, JsonObject, Future<Void>> give) {
    vertx
        .eventBus()
        .<JsonObject>consumer(
            address,
            message ->
                give.apply(message.headers().get("webhook-id"), message.body())
                    .onSuccess(given -> message.reply(null))
                    .onFailure(cause -> message.fail(500, "try again")))
        .completion()
        .await();
  }

  /** Calls {@code heard} with each message sent there, which it may answer; others may join in. */
  void consume(String address, Handler<Message<JsonObject>> heard) {
    vertx.eventBus().consumer(address, heard).completion().await();
  }

  /** The problem that an answer is. */
  static JsonObject problem(Future<JsonObject> answer) {
    try {
      throw new AssertionError("answered " + answer.await());
    } catch (ReplyException refused) {
      JsonObject problem = new JsonObject(refused.getMessage());
      assertThat(refused.failureCode()).isEqualTo(problem.getInteger("status"));
      return problem;
    }
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
