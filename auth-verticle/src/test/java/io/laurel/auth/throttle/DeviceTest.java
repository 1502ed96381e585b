package io.laurel.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceTest {
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
  void network_ofAddress_oneCustomer(String address, String network) {
    assertThat(Device.network(new Origin(address, null))).isEqualTo(network);
  }

  @Test
  void of_sameNetworkAndAgent_same() {
    String device = Device.of(new Origin("2001:db8::1", "Firefox"));

    assertThat(device).isEqualTo(Device.of(new Origin("2001:db8::2", "Firefox")));
    assertThat(device).isNotEqualTo(Device.of(new Origin("2001:db8::1", "Chrome")));
    assertThat(device).isNotEqualTo(Device.of(new Origin("2001:db8:0:1::1", "Firefox")));
    assertThat(device).isNotEqualTo(Device.of(new Origin("2001:db8::1", null)));
  }

  @Test
  void of_noAddress_none() {
    assertThat(Device.of(Origin.UNKNOWN)).isNull();
    assertThat(Device.of(new Origin(null, "Firefox"))).isNull();
  }
}
