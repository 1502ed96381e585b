package io.laurel.contract;

import io.laurel.json.JsonNumbers;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bounds of all JSON we take: depth, numbers that every client can hold exactly, no U+0000, plain
 * names of a length that can be told.
 */
final class JsonBounds {
  private static final int MAX_DEPTH = 32;

  /** Longer than any of ours; a pointer is told up to twenty times. */
  private static final int MAX_NAME = 256;

  private final Faults faults = new Faults();
  private boolean plain = true;

  private JsonBounds() {}

  /**
   * The message, its numbers in the form of {@link JsonNumbers}: the same object where they had it.
   * Fails with {@code invalid-request}.
   */
  static JsonObject check(JsonObject message) {
    JsonBounds bounds = new JsonBounds();
    bounds.visit(Trail.ROOT, message, 0);
    bounds.faults.throwIfAny();
    return bounds.plain ? message : JsonNumbers.exact(message);
  }

  private void visit(Trail at, @Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      faults.add(at, "is nested deeper than " + MAX_DEPTH);
    } else if (value instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        if (faults.isFull()) {
          return;
        }
        visitMember(at, name, object.getValue(name), depth);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size() && !faults.isFull(); i++) {
        visit(at.to(i), array.getValue(i), depth + 1);
      }
    } else if (value instanceof CharSequence text) {
      visitText(at, text.toString());
    } else if (value instanceof Number number) {
      visitNumber(at, number);
    }
  }

  private void visitMember(Trail parent, String name, @Nullable Object value, int depth) {
    if (name.length() > MAX_NAME) {
      faults.add(parent, "has a name of more than " + MAX_NAME + " characters");
    } else if (name.chars().anyMatch(Character::isISOControl) || !isUnicode(name)) {
      faults.add(parent.to(printable(name)), "has a name that is no plain text");
    } else {
      visit(parent.to(name), value, depth + 1);
    }
  }

  private void visitText(Trail at, String text) {
    if (text.indexOf('\0') >= 0) {
      faults.add(at, "contains U+0000");
    } else if (!isUnicode(text)) {
      faults.add(at, "contains half of a surrogate pair");
    }
  }

  /** JSON can spell half a pair, but neither the bus nor a database can carry it. */
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isHighSurrogate(text.charAt(i))
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private void visitNumber(Trail at, Number number) {
    if (!JsonNumbers.isInRange(number)) {
      faults.add(at, "is outside of ±(2^53−1)");
      return;
    }
    Number exact = JsonNumbers.exact(number);
    if (exact == null) {
      faults.add(at, "has more digits than a number of double precision keeps");
    } else {
      plain &= exact.getClass() == number.getClass() || number instanceof Long;
    }
  }

  private static String printable(String name) {
    String unicode = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return unicode.replace("\0", "\\u0000");
  }
}
