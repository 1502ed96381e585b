package io.laurel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.net.Network;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientAddressTest {
  private static final ClientAddress BEHIND_PROXIES =
      new ClientAddress(
          Stream.of("10.0.0.0/8", "192.0.2.1", "2001:db8:ffff::/48").map(Network::parse).toList());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Nobody is believed but a trusted peer.
        "203.0.113.7        | 198.51.100.1                     | 203.0.113.7",
        "203.0.113.7        | 10.0.0.1, 198.51.100.1           | 203.0.113.7",
        "11.0.0.1           | 198.51.100.1                     | 11.0.0.1",
        "192.0.2.2          | 198.51.100.1                     | 192.0.2.2",
        "2001:db8:fffe::1   | 198.51.100.1                     | 2001:db8:fffe:0:0:0:0:1",
        // One proxy, and what its client had sent before.
        "10.1.2.3           | 198.51.100.1                     | 198.51.100.1",
        "192.0.2.1          | 198.51.100.1                     | 198.51.100.1",
        "::ffff:10.1.2.3    | 198.51.100.1                     | 198.51.100.1",
        "2001:db8:ffff::9   | 2001:db8:1::5                    | 2001:db8:1:0:0:0:0:5",
        "10.1.2.3           | 1.1.1.1, 198.51.100.1            | 198.51.100.1",
        "10.1.2.3           | 10.0.0.1, 198.51.100.1           | 198.51.100.1",
        "10.1.2.3           | garbage, 198.51.100.1            | 198.51.100.1",
        // Several proxies.
        "10.1.2.3           | 198.51.100.1, 10.0.0.2           | 198.51.100.1",
        "10.1.2.3           | 1.1.1.1, 198.51.100.1,10.0.0.2   | 198.51.100.1",
        "10.1.2.3           | 10.0.0.3, 192.0.2.1              | 10.0.0.3",
        // Garbage: the nearest that is known.
        "10.1.2.3           | garbage                          | 10.1.2.3",
        "10.1.2.3           | ''                               | 10.1.2.3",
        "10.1.2.3           | ','                              | 10.1.2.3",
        "10.1.2.3           | unknown                          | 10.1.2.3",
        "10.1.2.3           | localhost                        | 10.1.2.3",
        "10.1.2.3           | 999.1.1.1                        | 10.1.2.3",
        "10.1.2.3           | 198.51.100.1, garbage, 10.0.0.2  | 10.0.0.2",
        "10.1.2.3           | '198.51.100.1,'                  | 10.1.2.3",
        // With ports.
        "10.1.2.3           | 198.51.100.1:4711                | 198.51.100.1",
        "10.1.2.3           | '[2001:db8:1::5]:4711'           | 2001:db8:1:0:0:0:0:5",
        "10.1.2.3           | '[2001:db8:1::5]'                | 2001:db8:1:0:0:0:0:5",
        "10.1.2.3           | 198.51.100.1:port                | 10.1.2.3"
      })
  void of_peerAndHeader_whoIsKnown(String peer, String forwardedFor, String client) {
    assertThat(BEHIND_PROXIES.of(peer, List.of(forwardedFor))).isEqualTo(client);
  }

  @Test
  void of_severalFields_readAsOneList() {
    assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("1.1.1.1", "198.51.100.1, 10.0.0.2")))
        .isEqualTo("198.51.100.1");
    assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of("198.51.100.1", "10.0.0.2")))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void of_noHeader_peer() {
    assertThat(BEHIND_PROXIES.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
    assertThat(BEHIND_PROXIES.of(null, List.of("198.51.100.1"))).isNull();
  }

  @Test
  void of_nobodyTrusted_peer() {
    assertThat(new ClientAddress(List.of()).of("127.0.0.1", List.of("198.51.100.1")))
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=198.51.100.1                                   | 198.51.100.1",
        "For=\"198.51.100.1:4711\";proto=https              | 198.51.100.1",
        "by=10.0.0.9; for=\"[2001:db8:1::5]:80\"            | 2001:db8:1:0:0:0:0:5",
        "for=1.1.1.1, for=198.51.100.1;proto=http, for=10.0.0.2 | 198.51.100.1",
        "for=198.51.100.1, for=\"a,b\"                      | 10.1.2.3",
        "for=198.51.100.1, for=_hidden                      | 10.1.2.3",
        "for=198.51.100.1, for=unknown                      | 10.1.2.3",
        "for=198.51.100.1, proto=https                      | 10.1.2.3",
        "x-for=198.51.100.1                                 | 10.1.2.3"
      })
  void forwarded_standsForTheOther(String forwarded, String client) {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("X-Forwarded-For", "203.0.113.9")
            .add("Forwarded", forwarded);
    assertThat(BEHIND_PROXIES.of("10.1.2.3", ClientAddress.forwardedFor(headers)))
        .isEqualTo(client);
  }
}
