package io.laurel.cluster;

import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import io.vertx.core.spi.cluster.NodeInfo;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the other nodes are. The cluster's maps say where a node is, and anybody who reaches the
 * cluster's port may write them; so each node is called once at the place that they name, before
 * anything is sent there, and what its certificate says counts for as long as it is a member. All
 * links to it must prove the same.
 */
final class ProvenNodes {
  private static final Logger LOG = LoggerFactory.getLogger(ProvenNodes.class);

  /** How long a node that could not prove anything is not asked again. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

  private final Function<String, Future<NodeInfo>> places;
  private final Function<Place, Future<NetSocket>> call;
  private final LongSupplier nanos;
  private final Map<String, Proven> proven = new ConcurrentHashMap<>();
  private final Map<String, Trial> trials = new ConcurrentHashMap<>();

  /** Where a node is. */
  record Place(String host, int port) {}

  /**
   * A node that has proved what it is.
   *
   * @param kinds never empty
   */
  record Proven(Place place, Set<NodeKind> kinds) {
    boolean isOneOf(Set<NodeKind> wanted) {
      return kinds.stream().anyMatch(wanted::contains);
    }
  }

  private record Trial(Future<Proven> outcome, long startedAt) {}

  /**
   * Knows nobody yet.
   *
   * @param places where the cluster says that a node is
   * @param call makes a link with somebody whom the authority signed for
   * @param nanos a clock that only goes forward
   */
  ProvenNodes(
      Function<String, Future<NodeInfo>> places,
      Function<Place, Future<NetSocket>> call,
      LongSupplier nanos) {
    this.places = places;
    this.call = call;
    this.nanos = nanos;
  }

  /** What that node has proved; null while it has not. */
  @Nullable Proven known(String nodeId) {
    return proven.get(nodeId);
  }

  /** Has the node prove what it is, unless it has; fails where it cannot, for a moment at least. */
  Future<Proven> prove(String nodeId) {
    Proven peer = proven.get(nodeId);
    if (peer != null) {
      return Future.succeededFuture(peer);
    }
    return trials.compute(nodeId, (id, trial) -> isFresh(trial) ? trial : trial(id)).outcome();
  }

  private boolean isFresh(@Nullable Trial trial) {
    return trial != null
        && (!trial.outcome().isComplete() || nanos.getAsLong() - trial.startedAt() < PAUSE_NANOS);
  }

  private Trial trial(String nodeId) {
    return new Trial(
        places
            .apply(nodeId)
            .compose(
                info -> {
                  Place place = new Place(info.host(), info.port());
                  return call.apply(place).map(socket -> proved(nodeId, place, socket));
                })
            .onFailure(cause -> LOG.debug("Node {} does not prove what it is", nodeId, cause)),
        nanos.getAsLong());
  }

  private Proven proved(String nodeId, Place place, NetSocket socket) {
    Set<NodeKind> kinds = PeerCertificate.kinds(socket);
    socket.close();
    if (kinds.isEmpty()) {
      throw new IllegalStateException("The certificate of " + place + " names no kind of node");
    }
    return proven.computeIfAbsent(nodeId, id -> new Proven(place, kinds));
  }

  /** A new link to that node. Fails where whoever answers there is not what the node has proved. */
  Future<NetSocket> link(String nodeId) {
    return prove(nodeId)
        .compose(
            peer ->
                call.apply(peer.place())
                    .compose(
                        socket -> {
                          if (PeerCertificate.kinds(socket).equals(peer.kinds())) {
                            return Future.succeededFuture(socket);
                          }
                          socket.close();
                          return Future.failedFuture(
                              new IllegalStateException(
                                  "Somebody else answers at " + peer.place()));
                        }));
  }

  /** Forgets those that are no members any more; an id is never used again. */
  void retain(Collection<String> members) {
    proven.keySet().retainAll(members);
    trials.keySet().retainAll(members);
  }
}
