package io.laurel.gateway;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that share their first bits (RFC 4632).
 *
 * @param base one of them
 * @param bits how many they share
 */
record Network(InetAddress base, int bits) {
  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
   *
   * @throws IllegalArgumentException for anything else; names are not looked up
   */
  static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress base = address(parts[0]);
    if (base == null) {
      throw new IllegalArgumentException("no address");
    }
    int length = base.getAddress().length * Byte.SIZE;
    int bits = parts.length == 1 ? length : Integer.parseInt(parts[1]);
    if (bits < 0 || bits > length) {
      throw new IllegalArgumentException("no such prefix");
    }
    return new Network(base, bits);
  }

  /** The address that a text is, an IPv4 address inside an IPv6 one as such; null for none. */
  static InetAddress address(String text) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("An address of 4 or 16 bytes is one", e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] mine = base.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
