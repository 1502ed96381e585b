package io.laurel.cluster;

/**
 * Headers that this node itself puts to a message that comes over a link, in place of whatever
 * stood there; a link to a gateway brings none of them.
 */
public final class LinkHeaders {
  /** IP address of the node that calls, where that is no gateway. */
  public static final String PEER = "X-Bus-Peer";

  /** There where a body was left out; the bytes that the operation takes. */
  public static final String BODY_BOUND = "X-Bus-Body-Bound";

  private LinkHeaders() {}
}
