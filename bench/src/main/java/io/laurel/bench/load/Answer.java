package io.laurel.bench.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 answer with a {@code Content-Length}, which is what Vert.x sends for a body at hand.
 *
 * @param status its status
 * @param text head and body
 */
record Answer(int status, Buffer text) {
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "\r\ncontent-length:";
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  /** The answer these bytes are; null where some are still on their way. */
  static Answer of(Buffer received) {
    String text = received.toString(StandardCharsets.ISO_8859_1);
    int head = text.indexOf(END_OF_HEAD);
    if (head < 0 || text.length() < head + END_OF_HEAD.length() + length(text, head)) {
      return null;
    }
    return new Answer(Integer.parseInt(text, STATUS_AT, STATUS_AT + 3, 10), received);
  }

  private static int length(String text, int head) {
    int at = text.indexOf(LENGTH);
    String from = text;
    if (at < 0 || at > head) {
      from = text.substring(0, head).toLowerCase(Locale.ROOT);
      at = from.indexOf(LENGTH);
    }
    if (at < 0) {
      throw new IllegalStateException("An answer without Content-Length: " + from);
    }
    int end = text.indexOf('\r', at + LENGTH.length());
    return Integer.parseInt(text.substring(at + LENGTH.length(), end).strip());
  }
}
