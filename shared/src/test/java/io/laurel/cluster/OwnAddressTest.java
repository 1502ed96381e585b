package io.laurel.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.laurel.config.ConfigException;
import io.laurel.config.Settings;
import io.laurel.net.Addresses;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A container in two networks: `inside` is 10.1.0.0/16, `out` 10.2.0.0/16. */
class OwnAddressTest {
  private static final String INSIDE = "10.1.0.7";
  private static final String OUT = "10.2.0.7";

  private int pauses;
  private List<InetAddress> own = addresses(OUT, INSIDE);
  private Map<String, List<InetAddress>> names = Map.of();

  private static List<InetAddress> addresses(String... texts) {
    return List.of(texts).stream().map(text -> Addresses.parse(text).orElseThrow()).toList();
  }

  private String find(String... pairs) {
    Settings defaults = Settings.defaults(List.of("cluster"));
    Map<String, String> given =
        pairs.length == 2
            ? Map.of("CLUSTER_MEMBERS", pairs[0], "CLUSTER_ADDRESS", pairs[1])
            : Map.of("CLUSTER_MEMBERS", pairs[0]);
    return new OwnAddress(new Container(), Duration.ofSeconds(10))
        .find(ClusterConfig.of(defaults.with("test", given)))
        .getHostAddress();
  }

  private final class Container implements OwnAddress.Machine {
    @Override
    public List<InetAddress> own() {
      return own;
    }

    @Override
    public boolean listens(InetAddress address) {
      return own.contains(address);
    }

    @Override
    public List<InetAddress> resolve(String host) {
      return Addresses.parse(host)
          .map(List::of)
          .orElseGet(() -> names.getOrDefault(host, List.of()));
    }

    @Override
    public InetAddress routeTo(InetAddress peer) {
      String text = peer.getHostAddress();
      if (text.startsWith("10.1.")) {
        return addresses(INSIDE).get(0);
      }
      return addresses(text.startsWith("127.") ? "127.0.0.1" : OUT).get(0);
    }

    @Override
    public void pause() {
      pauses++;
      names = Map.of("auth", addresses("10.1.0.2"));
    }
  }

  @Test
  void find_membersInOneNetwork_itsAddressThere() {
    names = Map.of("auth", addresses("10.1.0.2"), "event", addresses(OUT, INSIDE));

    assertThat(find("auth,event")).isEqualTo(INSIDE);
  }

  @Test
  void find_nameOfSeveralInBothNetworks_whereMostAreReached() {
    names =
        Map.of(
            "auth", addresses("10.1.0.2"),
            "event", addresses(OUT, INSIDE, "10.2.0.8", "10.1.0.8"));

    assertThat(find("event,auth")).isEqualTo(INSIDE);
  }

  @Test
  void find_nobodyButItself_theAddressOfItsName() {
    names = Map.of("event-inside", addresses(INSIDE));

    assertThat(find("auth,event-inside,gateway-inside")).isEqualTo(INSIDE);
  }

  @Test
  void find_namesUnknownYet_waitsForOne() {
    assertThat(find("auth")).isEqualTo(INSIDE);
    assertThat(pauses).isOne();
  }

  @Test
  void find_oneAddress_asksNobody() {
    own = addresses(OUT);

    assertThat(find("auth")).isEqualTo(OUT);
    assertThat(pauses).isZero();
  }

  @ParameterizedTest
  @CsvSource({"localhost:5701", "127.0.0.2:5701"})
  void find_membersOnLoopback_loopback(String members) {
    assertThat(find(members)).isEqualTo("127.0.0.1");
  }

  @Test
  void find_someMembersOnLoopback_reachableForTheOthers() {
    assertThat(find("127.0.0.1,127.0.0.2,10.1.0.9")).isEqualTo(INSIDE);
  }

  @Test
  void find_given_thatOne() {
    names = Map.of("auth", addresses("10.1.0.2"));

    assertThat(find("auth", OUT)).isEqualTo(OUT);
  }

  @Test
  void find_givenOfAnotherMachine_namesItsKey() {
    assertThatThrownBy(() -> find("auth", "10.9.0.1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CLUSTER_ADDRESS")
        .hasMessageContaining(INSIDE);
  }

  @Test
  void find_noNameEverKnown_namesItsKey() {
    OwnAddress hurried = new OwnAddress(new Container(), Duration.ZERO);
    ClusterConfig config =
        ClusterConfig.of(
            Settings.defaults(List.of("cluster")).with("test", Map.of("CLUSTER_MEMBERS", "event")));

    assertThatThrownBy(() -> hurried.find(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("CLUSTER_ADDRESS")
        .hasMessageContaining(OUT + ", " + INSIDE);
  }

  @Test
  void thisMachine_always_reachesItselfByLoopback() {
    OwnAddress.Machine machine = new OwnAddress.ThisMachine();
    InetAddress loopback = addresses("127.0.0.1").get(0);

    assertThat(machine.routeTo(loopback)).isEqualTo(loopback);
    assertThat(machine.resolve("localhost")).contains(loopback);
    assertThat(machine.own()).doesNotContain(loopback);
    assertThat(machine.listens(loopback)).isTrue();
    assertThat(machine.listens(addresses("192.0.2.1").get(0))).isFalse();
  }
}
