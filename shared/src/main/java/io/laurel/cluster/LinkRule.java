package io.laurel.cluster;

import io.laurel.contract.Operation;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may come in over a link, by what its other end is. A gateway may say anything: it has judged
 * its callers. Who calls from elsewhere is known by the address of its link, whatever it says of
 * itself, and is bound as at the gateway. A member may call operations and answer what it was
 * asked, nothing else: no hint, nothing between the nodes.
 */
final class LinkRule {
  private static final String CLIENT = "X-Client-Address";

  /** Parameters that go into the path and query over HTTP stand in the body here. */
  private static final int PARAMETER_BYTES = 8 * 1024;

  private static final int MAX_HEADER_TEXTS = 64;

  private final Audience audience;
  private final Set<NodeKind> kinds;
  private final String peer;

  /**
   * A rule.
   *
   * @param kinds what the other end proved to be
   * @param peer address of the other end
   */
  LinkRule(Audience audience, Set<NodeKind> kinds, String peer) {
    this.audience = audience;
    this.kinds = kinds;
    this.peer = peer;
  }

  /** Whether nothing has to be looked at. */
  boolean admitsAll() {
    return kinds.contains(NodeKind.GATEWAY);
  }

  /**
   * What is to be read instead of the message, with its length before it.
   *
   * @return null where it is not read at all
   */
  @Nullable Buffer judge(Buffer wire, int start, int end) {
    Frame frame = new Frame(wire, start, end);
    boolean service = kinds.contains(NodeKind.AUTH) || kinds.contains(NodeKind.EVENT);
    String reply = frame.replyAddress();
    Operation target = audience.operation(frame.address());
    if (frame.codec() == Frame.PING) {
      return same(wire, start, end);
    }
    // Else the answer would be a message to anybody, by the hand of whoever gives it.
    boolean answerable = reply == null || Audience.isReply(reply);
    if (!answerable || (!service && frame.codec() >= Frame.FIRST_OF_OBJECTS)) {
      return null;
    }
    if (target != null) {
      // An operation is called, never told to all who serve it.
      return frame.isSent() && frame.codec() >= 0 ? call(frame, target) : null;
    }
    return service || Audience.isReply(frame.address()) ? same(wire, start, end) : null;
  }

  private static Buffer same(Buffer wire, int start, int end) {
    return wire.slice(start - Integer.BYTES, end);
  }

  private Buffer call(Frame frame, Operation called) {
    List<String> sent = frame.headers();
    List<String> headers = new ArrayList<>();
    for (int i = 0; i < Math.min(sent.size(), MAX_HEADER_TEXTS); i += 2) {
      String name = sent.get(i);
      if (!name.equalsIgnoreCase(CLIENT)
          && !name.equalsIgnoreCase(LinkHeaders.PEER)
          && !name.equalsIgnoreCase(LinkHeaders.BODY_BOUND)) {
        headers.add(name);
        headers.add(sent.get(i + 1));
      }
    }
    headers.add(LinkHeaders.PEER);
    headers.add(peer);
    boolean small = frame.bodyLength() <= called.maxBodyBytes() + PARAMETER_BYTES;
    if (!small) {
      headers.add(LinkHeaders.BODY_BOUND);
      headers.add(Long.toString(called.maxBodyBytes()));
    }
    return frame.with(headers, small);
  }
}
