package io.laurel.cluster;

import io.vertx.core.VertxException;

/** The node that a message went to has left the cluster, so that no answer will come. */
public final class NodeLeftException extends VertxException {
  private final String node;

  NodeLeftException(String node) {
    super("The node " + node + " has left", true);
    this.node = node;
  }

  /** Its id. */
  public String node() {
    return node;
  }
}
