package io.laurel.auth.throttle;

import io.laurel.bus.Origin;
import io.laurel.security.Sha256;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What tells one client from another, as far as a login shows it before it is proved. */
public final class Device {
  private Device() {}

  /**
   * The same for the same network and user agent; null where the network is not known. A digest:
   * nobody reads it, and it is short whatever the agent is called.
   */
  public static @Nullable String of(Origin origin) {
    String network = origin.network();
    return origin.address() == null
        ? null
        : Sha256.text((network + "\n" + origin.userAgent()).getBytes(StandardCharsets.UTF_8));
  }
}
