package io.laurel.cluster;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The messages under way to each node, so that all of them fail when it leaves. */
final class Routes {
  /** Who left longer ago is in nobody's list of servants any more. */
  private static final int LEFT_KEPT = 1_000;

  private final Map<String, Set<Route>> underWay = new ConcurrentHashMap<>();
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private final Queue<String> leftInTurn = new ConcurrentLinkedQueue<>();

  /** A message goes to that node. */
  void goes(Route route, String node) {
    route.goesTo(node);
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
    lose(node);
  }

  private void lose(String node) {
    Set<Route> lost = underWay.remove(node);
    if (lost != null) {
      lost.forEach(route -> route.left(node));
    }
  }
}
