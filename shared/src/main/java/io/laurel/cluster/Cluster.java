package io.laurel.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.Objects;

/** Joins a cluster: membership and bus addresses by Hazelcast, nothing else. */
public final class Cluster {
  private static final String LOOPBACK = "127.0.0.1";

  private Cluster() {}

  /**
   * Vert.x as a member, as {@code CLUSTER_*} says. Fails with {@link ConfigException} where the
   * cluster cannot be joined, or may not be because the bus has no TLS and nobody said that this is
   * safe here.
   *
   * @param options of this Vert.x alone: those of its bus are set here
   */
  public static Future<Vertx> join(
      VertxOptions options, VertxMetricsFactory metrics, Settings settings) {
    ClusterConfig config = ClusterConfig.of(settings);
    if (!config.insecure()) {
      throw new ConfigException(
          "CLUSTERED=true needs TLS on the bus, which this version does not have yet: set"
              + " CLUSTER_INSECURE=true only where nobody else can reach the cluster's network, or"
              + " CLUSTERED=false");
    }
    options.getEventBusOptions().setPort(config.busPort());
    return Vertx.builder()
        .with(options)
        .withMetrics(metrics)
        .withClusterManager(new HazelcastClusterManager(hazelcast(config)))
        .buildClustered()
        .recover(
            cause ->
                Future.failedFuture(
                    new ConfigException(
                        "The cluster cannot be joined (CLUSTER_MEMBERS, CLUSTER_PORT,"
                            + " CLUSTER_BUS_PORT): "
                            + words(cause))));
  }

  private static String words(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }

  /** Hazelcast's defaults detect a frozen member after minutes; these do within six seconds. */
  static Config hazelcast(ClusterConfig cluster) {
    // Has the maps that Vert.x needs.
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(cluster.name());
    config
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j")
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.heartbeat.interval.seconds", "1")
        .setProperty("hazelcast.max.no.heartbeat.seconds", "5")
        .setProperty("hazelcast.merge.first.run.delay.seconds", "5")
        .setProperty("hazelcast.merge.next.run.delay.seconds", "5")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.max.join.seconds", "60")
        // Listens where it tells the others to call, not on every interface.
        .setProperty("hazelcast.socket.bind.any", "false");
    network(config.getNetworkConfig(), cluster);
    return config;
  }

  private static void network(NetworkConfig network, ClusterConfig cluster) {
    network.setPort(cluster.port()).setPortAutoIncrement(true);
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
    if (cluster.onLoopback()) {
      // The bus listens on the same address: Vert.x asks the cluster manager for it.
      network.getInterfaces().setEnabled(true).addInterface(LOOPBACK);
    }
  }
}
