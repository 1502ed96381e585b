package io.laurel.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginTest {
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
  void network_ofAnAddress_oneCustomer(String address, String network) {
    assertThat(new Origin(address, null).network()).isEqualTo(network);
  }

  @Test
  void network_unknown_allTogether() {
    assertThat(Origin.UNKNOWN.network()).isEqualTo("unknown");
    assertThat(new Origin(null, "Firefox").network()).isEqualTo("unknown");
  }
}
