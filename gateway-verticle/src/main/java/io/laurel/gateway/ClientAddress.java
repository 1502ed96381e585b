package io.laurel.gateway;

import io.laurel.net.Addresses;
import io.laurel.net.Network;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request: the peer of the connection, unless that is a trusted proxy. Such a one
 * appends to {@code X-Forwarded-For} whom it got the request from; so the header is read from its
 * right end, each entry believed because of the trusted one that wrote it, up to the first that is
 * not trusted. What stands further left anybody may have written.
 */
final class ClientAddress {
  /** Some proxies write the port too. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<v6>[^\\]]+)\\](:\\d{1,5})?|(?<v4>[0-9.]+):\\d{1,5}");

  private final List<Network> trusted;

  /** Believes what these proxies say. */
  ClientAddress(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /**
   * The client's address.
   *
   * @param peer of the connection; null where it has none
   * @param forwardedFor values of {@code X-Forwarded-For}, in the order they came
   * @return null only where {@code peer} is
   */
  @Nullable String of(@Nullable String peer, List<String> forwardedFor) {
    return peer == null
        ? null
        : Addresses.parse(peer)
            .map(address -> client(address, hops(forwardedFor)).getHostAddress())
            .orElse(peer);
  }

  private InetAddress client(InetAddress peer, List<String> hops) {
    InetAddress client = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
      Optional<InetAddress> before = Addresses.parse(withoutPort(hops.get(i).strip()));
      if (before.isEmpty()) {
        // The proxy is known, and who was before it is not.
        break;
      }
      client = before.get();
    }
    return client;
  }

  private static List<String> hops(List<String> forwardedFor) {
    List<String> hops = new ArrayList<>();
    for (String value : forwardedFor) {
      hops.addAll(List.of(value.split(",", -1)));
    }
    return hops;
  }

  private static String withoutPort(String hop) {
    Matcher matcher = WITH_PORT.matcher(hop);
    if (!matcher.matches()) {
      return hop;
    }
    return matcher.group("v6") == null ? matcher.group("v4") : matcher.group("v6");
  }

  /** Whether this is one of the proxies. */
  boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(network -> network.contains(address));
  }
}
