package io.laurel.bus;

import io.laurel.cluster.Peers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations that a process offers to the others. It takes all of them back while it is not
 * ready, and when it ends: then nobody sends to it any more, and what was sent already is answered,
 * for its consumers stay.
 */
public final class Offer implements Shareable {
  private static final String KEY = "offer";

  private final Peers peers;
  private final Set<String> addresses = ConcurrentHashMap.newKeySet();
  private volatile boolean withdrawn;

  private Offer(Vertx vertx) {
    this.peers = Peers.of(vertx);
  }

  /** That of a process. */
  public static Offer of(Vertx vertx) {
    return vertx
        .sharedData()
        .<String, Offer>getLocalMap(Offer.class.getName())
        .computeIfAbsent(KEY, key -> new Offer(vertx));
  }

  Future<Void> add(Collection<String> served) {
    addresses.addAll(served);
    return peers.offer(served);
  }

  Future<Void> remove(Collection<String> served) {
    addresses.removeAll(Set.copyOf(served));
    return peers.withdraw(served);
  }

  /** What is served here, whether the others are told of it or not. */
  public Set<String> addresses() {
    return Set.copyOf(addresses);
  }

  /** What the others are told of. */
  Set<String> told() {
    return withdrawn ? Set.of() : addresses();
  }

  /** Takes everything back. Completes when the cluster knows. */
  public Future<Void> withdraw() {
    withdrawn = true;
    return peers.withdraw(addresses());
  }

  /** Offers everything again. Completes when the cluster knows. */
  public Future<Void> renew() {
    withdrawn = false;
    return peers.offer(addresses());
  }
}
