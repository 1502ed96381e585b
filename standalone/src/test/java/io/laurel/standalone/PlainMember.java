package io.laurel.standalone;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;

/** A member of the cluster with nothing of ours. */
final class PlainMember {
  private PlainMember() {}

  /** One more member of that cluster. */
  static Vertx of(ClusterOfProcesses cluster) {
    return Vertx.builder()
        .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost("127.0.0.1")))
        .withClusterManager(new HazelcastClusterManager(hazelcast(cluster)))
        .buildClustered()
        .await();
  }

  private static Config hazelcast(ClusterOfProcesses cluster) {
    Config config = ConfigUtil.loadConfig();
    config.setClusterName("laurel");
    JoinConfig join = config.getNetworkConfig().setPort(cluster.port()).getJoin();
    join.getMulticastConfig().setEnabled(false);
    join.getAutoDetectionConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(List.of(cluster.members()));
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    return config;
  }
}
