package io.laurel.event.outreach.channel;

import io.laurel.net.Destination;
import io.laurel.net.EgressPolicy;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Says to which addresses a connection may be made, before each of them. A name is looked up here,
 * once, and what is judged is what is connected to: who answers for a name cannot give one address
 * to the judge and another to the connection (DNS rebinding).
 */
final class EgressGuard {
  private final EgressPolicy policy;
  private final Resolver resolver;

  EgressGuard(EgressPolicy policy, Resolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  /**
   * The addresses of the destination, at least one, each of them admitted. Fails with {@link
   * Fault#ADDRESS_FORBIDDEN} where one is not, or where the settings no longer take such a URL, and
   * with {@link Fault#UNRESOLVED}.
   */
  Future<List<InetAddress>> addresses(Destination to) {
    if (policy.fault(to).isPresent()) {
      return Future.failedFuture(Fault.ADDRESS_FORBIDDEN.met());
    }
    if (to.isLocalhost()) {
      return Future.succeededFuture(policy.loopback());
    }
    Optional<InetAddress> literal = to.address();
    return literal.isPresent()
        ? Future.succeededFuture(List.of(literal.get()))
        : resolver
            .resolve(to.host())
            .recover(cause -> Future.failedFuture(Fault.UNRESOLVED.met()))
            .compose(this::judge);
  }

  private Future<List<InetAddress>> judge(List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      return Future.failedFuture(Fault.UNRESOLVED.met());
    }
    return addresses.stream().allMatch(policy::admits)
        ? Future.succeededFuture(addresses)
        : Future.failedFuture(Fault.ADDRESS_FORBIDDEN.met());
  }
}
