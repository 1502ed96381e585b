package io.laurel.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The other processes, as the bus needs to know them. A Vert.x that is not clustered is the only
 * one of its cluster.
 */
public interface Peers {
  /** Those of a Vert.x. */
  static Peers of(Vertx vertx) {
    return ((VertxInternal) vertx).clusterManager() instanceof Membership membership
        ? new Clustered((VertxInternal) vertx, membership)
        : Alone.of(vertx);
  }

  /** The id of this node; another one after each start. */
  String self();

  /** The ids of the other nodes that joined by {@link Cluster}. */
  Future<List<String>> others();

  /** Whether that node is in the cluster, as far as this one knows. */
  boolean isMember(String node);

  /**
   * Whether this node leads the cluster, as its oldest member, and a part of what the cluster keeps
   * belongs to no member: until it gives that to one, nobody can read it or write it.
   */
  boolean hasOrphans();

  /** What a node said of itself when it joined; empty where it has left, or is none of ours. */
  Future<Optional<Node>> about(String node);

  /** The nodes that this one would send to, each once; none where nobody serves the address. */
  Future<Set<String>> serving(String address);

  /** Sends to that node only where there is no other, until it is to be trusted again. */
  void avoid(String node);

  /** The same, and has what it has not answered asked of others, where there are any. */
  void giveUp(String node);

  /** Ends {@link #avoid} and {@link #giveUp}. */
  void trust(String node);

  /**
   * What {@code send} gives, or fails with {@link NodeLeftException} as soon as the node leaves
   * that its message went to, or is given up.
   *
   * @param send sends one message, now, on this thread
   * @param avoided nodes to send to only where there is no other
   */
  <T> Future<T> follow(Supplier<Future<T>> send, Set<String> avoided);

  /** Takes addresses back: no peer sends here for them any more; their consumers stay. */
  Future<Void> withdraw(Collection<String> addresses);

  /** Offers addresses again that were withdrawn. */
  Future<Void> offer(Collection<String> addresses);

  /** Tells the others again of every consumer that this node has. */
  Future<Void> announceAnew();
}
