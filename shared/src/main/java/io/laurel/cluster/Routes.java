package io.laurel.cluster;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The messages under way to each node, so that all of them fail when it leaves; and which nodes get
 * no others while there is somebody else.
 */
final class Routes {
  /** Who left longer ago is in nobody's list of servants any more. */
  private static final int LEFT_KEPT = 1_000;

  private final Map<String, Set<Route>> underWay = new ConcurrentHashMap<>();
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final Queue<String> leftInTurn = new ConcurrentLinkedQueue<>();
  private final Set<String> avoided = ConcurrentHashMap.newKeySet();

  /** A message goes to that node, at that address. */
  void goes(Route route, String node, String address) {
    route.goesTo(node, address);
    underWay.computeIfAbsent(node, key -> ConcurrentHashMap.newKeySet()).add(route);
    // After it was added: who leaves at this moment is found by one of the two.
    if (left.contains(node)) {
      lose(node);
    }
  }

  /** A message is answered, or nobody waits for it any more. */
  void ends(Route route) {
    String node = route.node();
    Set<Route> others = node == null ? null : underWay.get(node);
    if (others != null) {
      others.remove(route);
    }
  }

  /** Has the node get messages only where there is no other. */
  void avoid(String node) {
    if (!left.contains(node)) {
      avoided.add(node);
    }
  }

  /** Ends {@link #avoid}. */
  void trust(String node) {
    avoided.remove(node);
  }

  boolean isAvoided(String node) {
    return avoided.contains(node);
  }

  /** Whether it is no member any more. */
  boolean hasLeft(String node) {
    return left.contains(node);
  }

  /** The messages that it has not answered. */
  List<Route> underWayTo(String node) {
    return List.copyOf(underWay.getOrDefault(node, Set.of()));
  }

  /**
   * The link to a node broke, or none can be made: what went there may be lost, and it is avoided
   * until it is trusted again.
   */
  void linkBroke(String node) {
    avoid(node);
    lose(node);
  }

  void nodeAdded(String node) {
    left.remove(node);
  }

  void nodeLeft(String node) {
    if (left.add(node)) {
      leftInTurn.add(node);
      if (leftInTurn.size() > LEFT_KEPT) {
        left.remove(leftInTurn.remove());
      }
    }
    avoided.remove(node);
    lose(node);
  }

  private void lose(String node) {
    Set<Route> lost = underWay.remove(node);
    if (lost != null) {
      lost.forEach(route -> route.left(node));
    }
  }
}
