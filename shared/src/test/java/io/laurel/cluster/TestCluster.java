package io.laurel.cluster;

import com.hazelcast.cluster.ClusterState;
import com.hazelcast.core.HazelcastInstance;
import io.laurel.config.Settings;
import io.laurel.contract.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Members of one cluster in this JVM, as processes join it. */
public final class TestCluster implements AutoCloseable {
  private final List<Vertx> members = new ArrayList<>();
  private final int port = freePort();

  /** A port of loopback on which nobody listens. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One more member, with a port that none had before: where one has just left, or was killed, the
   * others close their links with that address when they hear of it, and with them the link of
   * whoever took its place before they did. A process takes longer to start than they to hear.
   */
  public Vertx join(String kind, Contract contract) {
    Settings settings =
        Settings.defaults(List.of("cluster"))
            .with(
                "test",
                Map.of(
                    "CLUSTER_NAME",
                    "test-" + port,
                    "CLUSTER_PORT",
                    members.isEmpty() ? port : freePort(),
                    "CLUSTER_BUS_PORT",
                    0,
                    "CLUSTER_MEMBERS",
                    "127.0.0.1:" + port,
                    "CLUSTER_INSECURE",
                    true));
    Vertx member =
        Cluster.join(
                new VertxOptions().setEventLoopPoolSize(2),
                new MicrometerMetricsFactory(),
                settings,
                new Joining(kind, contract, Clock.systemUTC()),
                new Node(kind, "1.0", Instant.EPOCH))
            .await();
    members.add(member);
    return member;
  }

  private static HazelcastInstance hazelcast(Vertx member) {
    return ((Membership) ((VertxInternal) member).clusterManager()).getHazelcastInstance();
  }

  /** Ends membership without a word; what is under way to it stays unanswered. */
  public void kill(Vertx member) {
    hazelcast(member).getLifecycleService().terminate();
  }

  /** Whether nobody gets what belongs to a member that leaves. */
  public void keepsPartsOfWhoLeaves(boolean kept) {
    Vertx first = members.get(0);
    ClusterState wanted = kept ? ClusterState.FROZEN : ClusterState.ACTIVE;
    for (int i = 0; hazelcast(first).getCluster().getClusterState() != wanted; i++) {
      try {
        hazelcast(first).getCluster().changeClusterState(wanted);
      } catch (IllegalStateException e) {
        // While members that came just now still get their parts.
        if (i > 200) {
          throw e;
        }
        first.timer(100).await();
      }
    }
  }

  /** Makes the cluster forget who serves an address, as a split may; they go on listening. */
  public void forget(Vertx member, String address) {
    hazelcast(member).getMultiMap("__vertx.subs").remove(address);
  }

  @Override
  public void close() {
    // One that was killed cannot leave as it should.
    members.forEach(member -> member.close().otherwiseEmpty().await());
  }
}
