package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.net.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConfigTest {
  private static final Settings DEFAULTS = Settings.defaults(List.of("cluster"));

  private static ClusterConfig of(Map<String, String> values) {
    return ClusterConfig.of(DEFAULTS.with("test", values));
  }

  @Test
  void defaults() {
    assertThat(of(Map.of()))
        .isEqualTo(
            new ClusterConfig(
                "laurel",
                List.of("127.0.0.1:5701", "127.0.0.1:5702", "127.0.0.1:5703"),
                null,
                5701,
                null));
  }

  @Test
  void fullMapping() {
    assertThat(
            of(
                Map.of(
                    "CLUSTER_NAME", "spring",
                    "CLUSTER_MEMBERS", "auth, event:5701 ,10.0.0.1",
                    "CLUSTER_ADDRESS", "10.0.0.7",
                    "CLUSTER_PORT", "6000",
                    "CLUSTER_BUS_PORT", "6100")))
        .isEqualTo(
            new ClusterConfig(
                "spring",
                List.of("auth", "event:5701", "10.0.0.1"),
                address("10.0.0.7"),
                6000,
                6100));
  }

  @ParameterizedTest
  @CsvSource({
    "CLUSTER_MEMBERS,','",
    "CLUSTER_MEMBERS,a b",
    "CLUSTER_MEMBERS,a:99999",
    "CLUSTER_MEMBERS,a:b",
    "CLUSTER_ADDRESS,event",
    "CLUSTER_ADDRESS,0.0.0.0",
    "CLUSTER_ADDRESS,fe80::1",
    "CLUSTER_ADDRESS,10.0.0.1:5701",
    "CLUSTER_PORT,0",
    "CLUSTER_PORT,70000",
    "CLUSTER_BUS_PORT,-1"
  })
  void badValue_namesItsKey(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key);
  }

  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost:5701,127.0.0.2:5701"})
  void onLoopback_membersThere_true(String members) {
    assertThat(of(Map.of("CLUSTER_MEMBERS", members)).onLoopback()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"auth,event", "127.0.0.1,10.0.0.1", "127.0.0.1.example.org"})
  void onLoopback_membersElsewhere_false(String members) {
    assertThat(of(Map.of("CLUSTER_MEMBERS", members)).onLoopback()).isFalse();
  }

  @Test
  void hazelcast_always_knownByItsOwnAddressOnly() {
    Config config = Cluster.hazelcast(of(Map.of("CLUSTER_MEMBERS", "event")), address("10.0.0.7"));

    assertThat(config.getProperty("hazelcast.local.localAddress")).isEqualTo("10.0.0.7");
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
  }

  @Test
  void hazelcast_always_givenMembersOnly() {
    Config config =
        Cluster.hazelcast(of(Map.of("CLUSTER_MEMBERS", "auth,event:5703")), address("10.0.0.7"));

    // Or a member that freezes takes the others' connections along; see Cluster.network.
    assertThat(config.getAdvancedNetworkConfig().isEnabled()).isTrue();
    var join = config.getAdvancedNetworkConfig().getJoin();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.isAutoDetectionEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("auth", "event:5703");
    assertThat(config.getMultiMapConfigs()).containsKey("__vertx.subs");
    assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
    assertThat(config.getSerializationConfig().getJavaSerializationFilterConfig()).isNotNull();
    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("5");
  }
}
