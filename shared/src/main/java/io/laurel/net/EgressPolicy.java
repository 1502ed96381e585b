package io.laurel.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where requests may go whose URL somebody else wrote: to the public internet, and to what an
 * operator names. Guards against server-side request forgery (CWE-918): a URL is judged when it is
 * written, and each address that its name has by then when it is used.
 *
 * @param http whether {@code http} is taken, too
 * @param allowed what else it may reach, whatever kind of address that is
 * @param ports the only ones
 */
public record EgressPolicy(boolean http, List<Network> allowed, Set<Integer> ports) {
  private static final List<Network> LOOPBACK =
      List.of(Network.parse("127.0.0.1"), Network.parse("::1"));

  /** Copies both. */
  public EgressPolicy {
    allowed = List.copyOf(allowed);
    ports = Set.copyOf(ports);
  }

  /**
   * What the URL has to be and is not, such as {@code must have no fragment}; empty where it may be
   * kept. Looks up no name.
   */
  public Optional<String> fault(String url) {
    try {
      return fault(Destination.parse(url));
    } catch (IllegalArgumentException e) {
      return Optional.of(Objects.requireNonNullElse(e.getMessage(), "must be a valid URL"));
    }
  }

  /** The same, of a URL that is taken apart already. */
  public Optional<String> fault(Destination destination) {
    if (!destination.tls() && !http) {
      return Optional.of("must begin with https://");
    }
    if (!ports.contains(destination.port())) {
      return Optional.of("must have one of these ports: " + portsText());
    }
    boolean forbidden =
        destination.isLocalhost()
            ? loopback().isEmpty()
            : destination.address().filter(address -> !admits(address)).isPresent();
    return forbidden ? Optional.of("must lead to the public internet") : Optional.empty();
  }

  private String portsText() {
    return new TreeSet<>(ports)
        .stream().map(port -> Integer.toString(port)).collect(Collectors.joining(", "));
  }

  /** Whether a connection may be made to it. */
  public boolean admits(InetAddress address) {
    InetAddress inside = SpecialPurpose.inside(address);
    return isAllowed(address) || isAllowed(inside) || !SpecialPurpose.holds(inside);
  }

  private boolean isAllowed(InetAddress address) {
    return allowed.stream().anyMatch(network -> network.contains(address));
  }

  /** Addresses of the machine itself that are admitted: what {@code localhost} stands for. */
  public List<InetAddress> loopback() {
    return LOOPBACK.stream().map(Network::base).filter(this::admits).toList();
  }
}
