package io.laurel.cluster;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way of one message: where it shall not go, and what is done when the node it went to ends.
 */
final class Route {
  private final Set<String> avoided;
  private final Lost lost;
  private volatile @Nullable String node;
  private volatile @Nullable String address;

  /** What is done then; called at most once, on any thread. */
  @FunctionalInterface
  interface Lost {
    void left(String gone);
  }

  Route(Set<String> avoided, Lost lost) {
    this.avoided = avoided;
    this.lost = lost;
  }

  boolean avoids(String node) {
    return avoided.contains(node);
  }

  void goesTo(String chosen, String where) {
    address = where;
    node = chosen;
  }

  /** Where it went; null while nothing was chosen. */
  @Nullable String node() {
    return node;
  }

  /** What is called there; null while nothing was chosen. */
  @Nullable String address() {
    return address;
  }

  void left(String gone) {
    lost.left(gone);
  }
}
