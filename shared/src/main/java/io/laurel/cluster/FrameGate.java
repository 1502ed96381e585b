package io.laurel.cluster;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Lets through what a link may say, message by message. A message that is larger than allowed, or
 * that is none, ends the link before it is kept: the bus itself has no bound.
 */
final class FrameGate implements Handler<Buffer> {
  private final LinkRule rule;
  private final int maxMessage;
  private final Handler<Buffer> inside;
  private final Refusals refusals;
  private @Nullable Buffer begun;
  private boolean ended;

  /** What becomes of what does not get through. */
  interface Refusals {
    /** A message was left out. */
    void leftOut();

    /** Nothing more is read. */
    void end(String why);
  }

  /**
   * A gate.
   *
   * @param maxMessage largest message, in bytes
   * @param inside reads what gets through
   */
  FrameGate(LinkRule rule, int maxMessage, Handler<Buffer> inside, Refusals refusals) {
    this.rule = rule;
    this.maxMessage = maxMessage;
    this.inside = inside;
    this.refusals = refusals;
  }

  @Override
  public void handle(Buffer data) {
    if (ended) {
      return;
    }
    Buffer all = begun == null ? data : begun.appendBuffer(data);
    try {
      int at = pass(all);
      if (at == all.length()) {
        begun = null;
      } else if (at > 0 || begun == null) {
        // A copy of its own: what was received is not ours to add to.
        begun = all.getBuffer(at, all.length());
      }
    } catch (IllegalArgumentException e) {
      ended = true;
      begun = null;
      refusals.end(String.valueOf(e.getMessage()));
    }
  }

  /** Up to the first message that is not complete; where that begins. */
  private int pass(Buffer all) {
    int at = 0;
    int whole = 0;
    while (all.length() - at >= Integer.BYTES) {
      int length = all.getInt(at);
      if (length < 0 || length > maxMessage) {
        throw new IllegalArgumentException("A message of " + length + " bytes");
      }
      int end = at + Integer.BYTES + length;
      if (end > all.length() || end < 0) {
        break;
      }
      if (!rule.admitsAll()) {
        judge(all, at + Integer.BYTES, end);
        whole = end;
      }
      at = end;
    }
    if (at > whole) {
      // In one piece, as it came.
      inside.handle(whole == 0 && at == all.length() ? all : all.slice(whole, at));
    }
    return at;
  }

  private void judge(Buffer all, int start, int end) {
    Buffer judged = rule.judge(all, start, end);
    if (judged == null) {
      refusals.leftOut();
    } else {
      inside.handle(judged);
    }
  }
}
