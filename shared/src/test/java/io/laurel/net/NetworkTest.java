package io.laurel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NetworkTest {
  private static InetAddress address(String text) {
    return Addresses.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0/0, 203.0.113.7, true",
    "203.0.113.0/25, 203.0.113.127, true",
    "203.0.113.0/25, 203.0.113.128, false",
    "203.0.113.200/25, 203.0.113.128, true",
    "203.0.113.7/32, 203.0.113.7, true",
    "203.0.113.7, 203.0.113.6, false",
    "203.0.113.7, ::ffff:203.0.113.7, true",
    "::/0, 203.0.113.7, false",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false"
  })
  void contains_address_byItsFirstBits(String network, String address, boolean contained) {
    assertThat(Network.parse(network).contains(address(address))).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/x",
        "10.0.0.0/",
        "::/129",
        "10/8"
      })
  void parse_noNetwork_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0/8",
    "10.1.2.3/32, 10.1.2.3",
    "' 10.1.2.3', 10.1.2.3",
    "::ffff:10.1.2.3, 10.1.2.3",
    "2001:DB8::1/33, 2001:db8:0:0:0:0:0:0/33",
    "::1, 0:0:0:0:0:0:0:1"
  })
  void text_ofWhatWasRead_alwaysTheSame(String read, String text) {
    assertThat(Network.parse(read).text()).isEqualTo(text);
    assertThat(Network.parse(text)).isEqualTo(Network.parse(read));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
    "::1, 0:0:0:0:0:0:0:0/64"
  })
  void ofCustomer_address_whatOneHas(String address, String network) {
    assertThat(Network.ofCustomer(address(address)).text()).isEqualTo(network);
  }

  @Test
  void addresses_name_notLookedUp() {
    assertThat(Addresses.parse("localhost")).isEmpty();
    assertThat(Addresses.parse("999.1.1.1")).isEmpty();
    assertThat(Addresses.parse("1::2::3")).isEmpty();
    assertThat(Addresses.parse("::1.2.3")).isEmpty();
    assertThat(Addresses.parse(":")).isEmpty();
  }

  @Test
  void addresses_ipv4BehindAnyPrefix_read() {
    assertThat(address("64:ff9b::192.0.2.1")).isEqualTo(address("64:ff9b::c000:201"));
  }
}
