package io.laurel.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that share their first bits (RFC 4632).
 *
 * @param base the first of them, whichever of them it is made of
 * @param bits how many they share
 */
public record Network(InetAddress base, int bits) {
  /** Who has one IPv6 address has all that share these bits (RFC 6177). */
  private static final int IPV6_CUSTOMER_BITS = 64;

  /** Clears what they do not share. */
  public Network {
    if (bits < 0 || bits > length(base)) {
      throw new IllegalArgumentException("no such prefix");
    }
    base = first(base, bits);
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or one address.
   *
   * @throws IllegalArgumentException for anything else; names are not looked up
   */
  public static Network parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress base =
        Addresses.parse(parts[0]).orElseThrow(() -> new IllegalArgumentException("no address"));
    return new Network(base, parts.length == 1 ? length(base) : Integer.parseInt(parts[1]));
  }

  /** What one customer has: an IPv4 address, or the /64 of an IPv6 one. */
  public static Network ofCustomer(InetAddress address) {
    return new Network(
        address, address instanceof Inet6Address ? IPV6_CUSTOMER_BITS : length(address));
  }

  /**
   * The text of what the customer has who has that address: the same for all addresses of one. What
   * is no address stands for itself, and nothing for all those that are not known.
   */
  public static String textOf(@Nullable String address) {
    return address == null
        ? "unknown"
        : Addresses.parse(address).map(known -> ofCustomer(known).text()).orElse(address);
  }

  /** Whether this is one of them. */
  public boolean contains(InetAddress address) {
    return length(address) == length(base) && first(address, bits).equals(base);
  }

  /** As {@link #parse} reads it, always the same; without bits where it is one address. */
  public String text() {
    String text = base.getHostAddress();
    return bits == length(base) ? text : text + "/" + bits;
  }

  private static int length(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  private static InetAddress first(InetAddress address, int bits) {
    byte[] bytes = address.getAddress();
    for (int i = 0; i < bytes.length; i++) {
      int shared = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
      bytes[i] &= (byte) (0xFF << (Byte.SIZE - shared));
    }
    return Addresses.of(bytes);
  }
}
