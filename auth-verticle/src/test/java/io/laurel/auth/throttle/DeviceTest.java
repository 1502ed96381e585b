package io.laurel.auth.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.laurel.bus.Origin;
import org.junit.jupiter.api.Test;

final class DeviceTest {
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
