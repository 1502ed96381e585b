package io.laurel.cluster;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message as it stands on the wire of Vert.x's bus (version 2 of {@code ClusteredMessage}):
 * version, codec, whether it is sent or published, address, address of the reply, sender, headers,
 * body; lengths are four bytes.
 */
final class Frame {
  /** The codec of no body. */
  static final byte NULL = 0;

  static final byte PING = 1;

  /** What makes objects of the sender's choice: ClusterSerializable, Serializable. */
  static final byte FIRST_OF_OBJECTS = 16;

  /** A codec that is named. */
  private static final byte NAMED = -1;

  private static final int LENGTH_BYTES = 4;

  private final Buffer wire;
  private final int start;
  private final int end;
  private int at;
  private final byte codec;
  private final boolean sent;
  private final String address;
  private final @Nullable String replyAddress;
  private final int headersAt;
  private final int bodyAt;

  /**
   * Reads a frame.
   *
   * @param start where the message begins, behind its length
   * @param end where it ends
   * @throws IllegalArgumentException where it is none
   */
  Frame(Buffer wire, int start, int end) {
    this.wire = wire;
    this.start = start;
    this.end = end;
    this.at = start + 1;
    this.codec = wire.getByte(advance(1));
    if (codec == NAMED) {
      skipText();
    }
    this.sent = wire.getByte(advance(1)) == 0;
    this.address = text();
    String reply = text();
    this.replyAddress = reply.isEmpty() ? null : reply;
    skipText();
    this.headersAt = at;
    int headersLength = wire.getInt(advance(LENGTH_BYTES));
    advance(headersLength - LENGTH_BYTES);
    this.bodyAt = at;
  }

  /** Which codec made the body; negative where it is named. */
  byte codec() {
    return codec;
  }

  /** Whether one consumer gets it, and not all. */
  boolean isSent() {
    return sent;
  }

  String address() {
    return address;
  }

  @Nullable String replyAddress() {
    return replyAddress;
  }

  int bodyLength() {
    return end - bodyAt;
  }

  /** Names and values, one after the other. */
  List<String> headers() {
    List<String> headers = new ArrayList<>();
    if (bodyAt - headersAt > LENGTH_BYTES) {
      at = headersAt + LENGTH_BYTES;
      int count = wire.getInt(advance(LENGTH_BYTES));
      for (int i = 0; i < 2L * count; i++) {
        headers.add(text());
      }
    }
    return headers;
  }

  /** The same message with its length before it, with these headers, and with its body or none. */
  Buffer with(List<String> headers, boolean body) {
    Buffer made = Buffer.buffer(end - start + 64);
    made.appendInt(0).appendBuffer(wire, start, headersAt - start);
    if (!body) {
      if (codec == NAMED) {
        throw new IllegalArgumentException("A named codec has no room for another");
      }
      made.setByte(LENGTH_BYTES + 1, NULL);
    }
    int from = made.length();
    made.appendInt(0);
    if (!headers.isEmpty()) {
      made.appendInt(headers.size() / 2);
      headers.forEach(text -> append(made, text));
    }
    made.setInt(from, made.length() - from);
    if (body) {
      made.appendBuffer(wire, bodyAt, end - bodyAt);
    }
    return made.setInt(0, made.length() - LENGTH_BYTES);
  }

  private static void append(Buffer to, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.appendInt(bytes.length).appendBytes(bytes);
  }

  private String text() {
    int length = wire.getInt(advance(LENGTH_BYTES));
    int from = advance(length);
    return wire.getString(from, from + length);
  }

  private void skipText() {
    advance(wire.getInt(advance(LENGTH_BYTES)));
  }

  /** Where it was. */
  private int advance(int bytes) {
    int from = at;
    if (bytes < 0 || bytes > end - from) {
      throw new IllegalArgumentException("A message of the bus breaks off");
    }
    at = from + bytes;
    return from;
  }
}
