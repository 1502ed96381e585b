package io.laurel.cluster;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins a cluster: membership and bus addresses by Hazelcast, nothing else. */
public final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
  private static final int ANY_FREE = 0;

  private Cluster() {}

  /**
   * Vert.x as a member, as {@code CLUSTER_*} says. Fails with {@link ConfigException} where the
   * cluster cannot be joined, or may not be because nobody could tell who speaks on its bus. Blocks
   * while it reads certificates and finds its own address.
   *
   * @param options of this Vert.x alone: those of its bus are set here
   * @param about what the others are told of it
   */
  public static Future<Vertx> join(
      VertxOptions options,
      VertxMetricsFactory metrics,
      Settings settings,
      Joining joining,
      Node about) {
    ClusterConfig config = ClusterConfig.of(settings);
    BusConfig bus = BusConfig.of(settings);
    BusDoors doors = bus == null ? null : joining.doors(bus);
    options.getEventBusOptions().setClusterNodeMetadata(about.toJson());
    InetAddress own = OwnAddress.of(config);
    Integer fixed = config.busPort();
    int busPort = fixed == null ? usualBusPort(config, own) : fixed;
    return join(options, metrics, config, doors, own, busPort)
        .recover(
            cause ->
                fixed == null && isTaken(cause)
                    // By another member, which looked for it at the same moment.
                    ? join(options, metrics, config, doors, own, ANY_FREE)
                    : Future.failedFuture(cause))
        .recover(Cluster::explain);
  }

  private static Future<Vertx> join(
      VertxOptions options,
      VertxMetricsFactory metrics,
      ClusterConfig config,
      @Nullable BusDoors doors,
      InetAddress own,
      int busPort) {
    options.getEventBusOptions().setPort(busPort);
    if (doors != null) {
      doors.secure(options.getEventBusOptions());
    }
    Routes routes = new Routes();
    RouteSelector selector = new RouteSelector(routes);
    Membership members =
        new Membership(hazelcast(config, own), own.getHostAddress(), doors, routes, selector);
    return Vertx.builder()
        .with(options)
        .withMetrics(new RouteSelecting(metrics, selector))
        .withClusterManager(members)
        .buildClustered()
        .onSuccess(
            joined -> {
              if (doors != null) {
                doors.watch(joined, () -> members.isActive() ? members.getNodes() : null);
              }
            });
  }

  /** Says of a Vert.x that is not clustered what others would be told. */
  public static void alone(Vertx vertx, Node about) {
    Alone.of(vertx).say(about);
  }

  /** One below membership's, so that a firewall can name both; where it is taken, a free one. */
  private static int usualBusPort(ClusterConfig config, InetAddress own) {
    int usual = config.port() - 1;
    try (ServerSocket tried = new ServerSocket(usual, 1, own)) {
      return tried.getLocalPort();
    } catch (BindException e) {
      LOG.info("The bus takes a free port, because {} is taken", usual);
      return ANY_FREE;
    } catch (IOException e) {
      throw new ConfigException("The bus cannot listen (CLUSTER_BUS_PORT): " + words(e));
    }
  }

  private static boolean isTaken(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return true;
      }
    }
    return false;
  }

  private static Future<Vertx> explain(Throwable cause) {
    return Future.failedFuture(
        new ConfigException(
            "The cluster cannot be joined (CLUSTER_MEMBERS, CLUSTER_ADDRESS, CLUSTER_PORT,"
                + " CLUSTER_BUS_PORT): "
                + words(cause)));
  }

  private static String words(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }

  /** Hazelcast's defaults detect a frozen member after minutes; these do within six seconds. */
  static Config hazelcast(ClusterConfig cluster, InetAddress own) {
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
        // Twice that long the others wait for what a frozen one owes them, and with it whoever asks
        // for the entries it kept; a minute, if nobody says otherwise. With less, several that
        // start at once on a busy machine give each other up.
        .setProperty("hazelcast.operation.call.timeout.millis", "20000")
        // Who looks for entries that are just moving, as when a member comes or leaves, asks again
        // after that; after half a second, if nobody says otherwise.
        .setProperty("hazelcast.invocation.retry.pause.millis", "100")
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.max.join.seconds", "60")
        // By address and not by name: two processes behind one name would be one member.
        .setProperty("hazelcast.local.localAddress", own.getHostAddress())
        // Listens where it tells the others to call, not on every interface.
        .setProperty("hazelcast.socket.bind.any", "false");
    // Nobody reads its own; the process has others.
    config.getMetricsConfig().setEnabled(false);
    network(config.getAdvancedNetworkConfig(), cluster);
    config.getSerializationConfig().setJavaSerializationFilterConfig(onlyWhatMembersKeep());
    return config;
  }

  /** Whoever reaches the port may send objects: none of a class that does more than hold data. */
  private static JavaSerializationFilterConfig onlyWhatMembersKeep() {
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.getWhitelist().addPrefixes("io.vertx.spi.cluster.hazelcast.");
    return filter;
  }

  /**
   * The "advanced" network, which differs here in one point: who has not said yet that it is a
   * member is waited for. By the usual one the thread that writes goes round and round meanwhile,
   * and the other connections that it serves get nothing: where one member froze, the others called
   * it again, and lost each other (Hazelcast 5.7.0, {@code UnifiedProtocolEncoder.onWrite}).
   */
  private static void network(AdvancedNetworkConfig network, ClusterConfig cluster) {
    network
        .setEnabled(true)
        .setMemberEndpointConfig(
            new ServerSocketEndpointConfig().setPort(cluster.port()).setPortAutoIncrement(true));
    JoinConfig join = network.getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(cluster.members());
  }
}
