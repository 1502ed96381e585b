package io.laurel.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.json.JsonObject;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A plain Vert.x member of the cluster, with nothing of ours on its side of the bus. */
final class PlainMember implements AutoCloseable {
  private final Vertx vertx;

  /** Joins the cluster of those processes. */
  PlainMember(ClusterOfProcesses cluster) {
    vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
            .withClusterManager(new HazelcastClusterManager(hazelcast(cluster)))
            .buildClustered()
            .await();
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
  Future<JsonObject> ask(String address, String token, Object message) {
    DeliveryOptions options =
        new DeliveryOptions().setSendTimeout(10_000).addHeader("X-Request-Id", "same");
    if (token != null) {
      options.addHeader("Authorization", "Bearer " + token);
    }
    return vertx
        .eventBus()
        .<JsonObject>request(address, message, options)
        .map(reply -> reply.body());
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
