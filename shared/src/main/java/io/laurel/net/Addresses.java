package io.laurel.net;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses as they are written and sent. No name is ever looked up. */
public final class Addresses {
  private Addresses() {}

  /** The address that a text is, an IPv4 address inside an IPv6 one as such; empty for none. */
  public static Optional<InetAddress> parse(String text) {
    return Optional.ofNullable(NetUtil.createByteArrayFromIpAddressString(text)).map(Addresses::of);
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
