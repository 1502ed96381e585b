package io.laurel.auth.throttle;

import io.laurel.bus.Origin;
import io.laurel.security.Sha256;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What tells one client from another, as far as a login shows it before it is proved. */
public final class Device {
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private Device() {}

  /**
   * The same for the same network and user agent; null where the network is not known. A digest:
   * nobody reads it, and it is short whatever the agent is called.
   */
  public static String of(Origin origin) {
    String network = network(origin);
    return origin.address() == null
        ? null
        : Sha256.text((network + "\n" + origin.userAgent()).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What counts as one address: an IPv4 address, or the /64 of an IPv6 one, which is what one
   * customer has; all those that are not known together.
   */
  public static String network(Origin origin) {
    if (origin.address() == null) {
      return "unknown";
    }
    byte[] address = NetUtil.createByteArrayFromIpAddressString(origin.address());
    return address == null ? origin.address() : network(address);
  }

  private static String network(byte[] address) {
    try {
      // An IPv4 address inside an IPv6 one is one of four bytes from here on.
      byte[] plain = InetAddress.getByAddress(address).getAddress();
      return plain.length == IPV6_BYTES
          ? text(Arrays.copyOf(Arrays.copyOf(plain, NETWORK_BYTES), IPV6_BYTES)) + "/64"
          : text(plain);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address of 4 or 16 bytes is one", e);
    }
  }

  private static String text(byte[] address) throws UnknownHostException {
    return InetAddress.getByAddress(address).getHostAddress();
  }
}
