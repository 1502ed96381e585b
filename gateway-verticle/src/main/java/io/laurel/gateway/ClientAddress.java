package io.laurel.gateway;

import io.laurel.cache.RecentlyUsed;
import io.laurel.http.FieldList;
import io.laurel.net.Addresses;
import io.laurel.net.Network;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request: the peer of the connection, unless that is a trusted proxy. Such a one
 * appends to {@code X-Forwarded-For}, or to {@code Forwarded} (RFC 7239) in its place, whom it got
 * the request from; so the header is read from its right end, each entry believed because of the
 * trusted one that wrote it, up to the first that is not trusted. What stands further left anybody
 * may have written. Belongs to one event loop.
 */
final class ClientAddress {
  private static final CharSequence FORWARDED = HttpHeaders.createOptimized("Forwarded");
  private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("X-Forwarded-For");

  /** Some proxies write the port too. */
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<v6>[^\\]]+)\\](:\\d{1,5})?|(?<v4>[0-9.]+):\\d{1,5}");

  private static final Pattern FOR =
      Pattern.compile(
          "(?:^|;)\\s*for\\s*=\\s*(\"(?<quoted>[^\"\\\\]*)\"|(?<plain>[^\";\\s]*))",
          Pattern.CASE_INSENSITIVE);

  /** Whose addresses need not be read again. */
  private static final int MAX_REMEMBERED = 1_000;

  private final List<Network> trusted;
  private final Map<@Nullable String, Peer> peers = new RecentlyUsed<>(MAX_REMEMBERED);

  /**
   * Who sent a request.
   *
   * @param address null where the connection has none
   * @param network the customer's, as limits count it
   */
  record Client(@Nullable String address, String network) {
    static Client of(@Nullable String address) {
      return new Client(address, Network.textOf(address));
    }
  }

  private record Peer(Client client, boolean trusted) {}

  /** Believes what these proxies say. */
  ClientAddress(List<Network> trusted) {
    this.trusted = List.copyOf(trusted);
  }

  /** Who sent that request. */
  Client of(HttpServerRequest request) {
    String address = request.remoteAddress().hostAddress();
    Peer peer = peers.get(address);
    if (peer == null) {
      peer = peer(address);
      peers.put(address, peer);
    }
    return peer.trusted() ? Client.of(of(address, forwardedFor(request.headers()))) : peer.client();
  }

  private Peer peer(@Nullable String address) {
    boolean believed =
        address != null && Addresses.parse(address).filter(this::isTrusted).isPresent();
    return new Peer(Client.of(of(address, List.of())), believed);
  }

  /** Where {@code Forwarded} is there, it counts: who writes it knows what the other means. */
  static List<String> forwardedFor(MultiMap headers) {
    List<String> forwarded = headers.getAll(FORWARDED);
    return forwarded.isEmpty()
        ? headers.getAll(FORWARDED_FOR)
        : FieldList.elements(forwarded).stream().map(ClientAddress::node).toList();
  }

  /** What {@code for} says in an element of {@code Forwarded}; nothing known where it says none. */
  private static String node(String element) {
    Matcher matcher = FOR.matcher(element);
    if (!matcher.find()) {
      return "unknown";
    }
    String quoted = matcher.group("quoted");
    return quoted == null ? matcher.group("plain") : quoted;
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
