package io.laurel.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
    "2001:db8:1:2::9, 2001:db8:1:2:0:0:0:0/64",
    "2001:DB8:1:3::9, 2001:db8:1:3:0:0:0:0/64",
    "::1, 0:0:0:0:0:0:0:0/64",
    "localhost, localhost",
    "not an address, not an address"
  })
  void of_address_oneCustomer(String address, String network) {
    assertThat(ClientNetwork.of(new Origin(address, null))).isEqualTo(network);
  }

  @Test
  void of_unknown_allTogether() {
    assertThat(ClientNetwork.of(Origin.UNKNOWN)).isEqualTo("unknown");
    assertThat(ClientNetwork.of(new Origin(null, "Firefox"))).isEqualTo("unknown");
  }
}
