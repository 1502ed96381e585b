package io.laurel.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Addresses that do not belong to one host of the public internet: what IANA's special-purpose
 * registries (RFC 6890, <a
 * href="https://www.iana.org/assignments/iana-ipv4-special-registry">IPv4</a> and <a
 * href="https://www.iana.org/assignments/iana-ipv6-special-registry">IPv6</a>, as of October 2025)
 * do not call globally reachable, and what was never given out.
 */
final class SpecialPurpose {
  private static final List<Network> IPV4 =
      networks(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier NAT
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local, and the metadata of clouds
          "172.16.0.0/12", // private
          "192.0.0.0/24", // IETF protocols
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays, no longer
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved, and broadcast

  /** Inside those, but called globally reachable: anycast of port control and TURN. */
  private static final List<Network> REACHABLE_IPV4 = networks("192.0.0.9/32", "192.0.0.10/32");

  /**
   * All that unicast addresses are given out of; so what is outside needs no name here: loopback,
   * discard, {@code 64:ff9b:1::/48}, segment routing, unique and site-local, link-local, multicast.
   */
  private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

  private static final List<Network> IPV6 =
      networks(
          "2001::/23", // IETF protocols, with Teredo and benchmarks
          "2001:db8::/32", // documentation
          "2002::/16", // 6to4, which leads to the IPv4 address inside
          "3fff::/20"); // documentation

  /** Inside those, but called globally reachable: anycast, AMT, AS112, ORCHIDv2, drones. */
  private static final List<Network> REACHABLE_IPV6 =
      networks(
          "2001:1::1/128",
          "2001:1::2/128",
          "2001:1::3/128",
          "2001:3::/32",
          "2001:4:112::/48",
          "2001:20::/28",
          "2001:30::/28");

  /** Whose last 32 bits are an IPv4 address: compatible ones, and NAT64's. */
  private static final List<Network> EMBEDDING = networks("::/96", "64:ff9b::/96");

  private SpecialPurpose() {}

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(Network::parse).toList();
  }

  /** Whether it is one of them; see {@link #inside} for one that leads to another. */
  static boolean holds(InetAddress address) {
    return address instanceof Inet4Address
        ? in(IPV4, address) && !in(REACHABLE_IPV4, address)
        : !GLOBAL_UNICAST.contains(address) || (in(IPV6, address) && !in(REACHABLE_IPV6, address));
  }

  /**
   * The IPv4 address that packets to an IPv6 one are sent to, or the address itself. A mapped one
   * ({@code ::ffff:0:0/96}) is IPv4 as soon as Java reads it. 6to4 and Teredo have one inside too,
   * but neither is called globally reachable, whatever it is.
   */
  static InetAddress inside(InetAddress address) {
    if (!in(EMBEDDING, address)) {
      return address;
    }
    byte[] bytes = address.getAddress();
    return Addresses.of(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
  }

  private static boolean in(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
