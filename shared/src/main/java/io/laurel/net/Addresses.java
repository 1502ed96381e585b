package io.laurel.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as they are written and sent. No name is ever looked up. */
public final class Addresses {
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private Addresses() {}

  /** The address that a text is, an IPv4 address inside an IPv6 one as such; empty for none. */
  public static Optional<InetAddress> parse(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    return bytes == null ? ipv6(text) : Optional.of(of(bytes));
  }

  /** Netty knows no {@code 64:ff9b::192.0.2.1}; what is in brackets Java does not look up. */
  private static Optional<InetAddress> ipv6(String text) {
    if (!IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName("[" + text + "]"));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /**
   * The address of these bytes, an IPv4 address inside an IPv6 one as such.
   *
   * @param bytes 4 or 16
   */
  static InetAddress of(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("An address has 4 or 16 bytes", e);
    }
  }
}
