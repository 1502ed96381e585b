package io.laurel.event.outreach.channel;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is read of an answer (RFC 9112): its status, {@code Retry-After}, and whether it is over;
 * never more than {@link #MOST_BYTES}. Interim answers (1xx) are skipped.
 */
final class Answer {
  static final int MOST_BYTES = 4_096;

  private static final Pattern STATUS_LINE =
      Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})(?: [^\\r\\n]*)?\\r?\\n");
  private static final Pattern HEAD_END = Pattern.compile("\\r?\\n\\r?\\n");
  private static final Pattern CHUNKS_END = Pattern.compile("(^|\\n)0+\\r?\\n\\r?\\n$");
  private static final int OK = 200;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final StringBuilder text = new StringBuilder();
  private int left = MOST_BYTES;
  private boolean malformed;
  private OptionalInt status = OptionalInt.empty();

  /** Takes what came. Whether nothing more is to be read. */
  boolean read(Buffer bytes) {
    int taken = Math.min(left, bytes.length());
    left -= taken;
    text.append(new String(bytes.getBytes(0, taken), StandardCharsets.ISO_8859_1));
    while (status.isEmpty() && !malformed && skipsInterim()) {
      // The next one may be there.
    }
    return malformed || left == 0 || isOver();
  }

  private boolean skipsInterim() {
    if (text.indexOf("\n") < 0) {
      return false;
    }
    Matcher line = STATUS_LINE.matcher(text);
    if (!line.lookingAt()) {
      malformed = true;
      return false;
    }
    int code = Integer.parseInt(line.group(1));
    if (code >= OK || code == SWITCHING_PROTOCOLS) {
      status = OptionalInt.of(code);
      return false;
    }
    int end = headEnd();
    text.delete(0, Math.max(0, end));
    return end >= 0;
  }

  /**
   * Whether it is whole by what it says of its length; where it says nothing, the connection's end
   * is its end.
   */
  boolean isOver() {
    int head = headEnd();
    if (status.isEmpty() || head < 0) {
      return false;
    }
    int code = status.getAsInt();
    if (code == NO_CONTENT || code == NOT_MODIFIED) {
      return true;
    }
    if (field("transfer-encoding") != null) {
      return CHUNKS_END.matcher(text.substring(head)).find();
    }
    String length = field("content-length");
    return length != null
        && length.matches("[0-9]{1,9}")
        && text.length() - head >= Integer.parseInt(length);
  }

  /** Where the body begins; -1 where the head goes on. */
  private int headEnd() {
    Matcher end = HEAD_END.matcher(text);
    return end.find() ? end.end() : -1;
  }

  /** The value of a field, as far as it is there; null for none. */
  private @Nullable String field(String name) {
    int end = headEnd();
    Matcher field =
        Pattern.compile("(?i)\\n" + name + ":[ \\t]*([^\\r\\n]*?)[ \\t]*\\r?\\n")
            .matcher(end < 0 ? text : text.substring(0, end));
    return field.find() ? field.group(1) : null;
  }

  /** Empty where there is none yet, or what came is no answer of HTTP/1. */
  OptionalInt status() {
    return status;
  }

  /** The value of {@code Retry-After}, as sent; null for none. */
  @Nullable String retryAfter() {
    return field("retry-after");
  }
}
