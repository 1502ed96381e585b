package io.laurel.contract;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bounds of all JSON we take: depth, numbers that every client can hold exactly, no U+0000, plain
 * names.
 */
final class JsonBounds {
  private static final int MAX_DEPTH = 32;
  private static final long MAX_INTEGER = (1L << 53) - 1;

  private final List<Fault> faults = new ArrayList<>();

  private JsonBounds() {}

  static List<Fault> check(JsonObject message) {
    JsonBounds bounds = new JsonBounds();
    bounds.visit("", message, 0);
    return bounds.faults;
  }

  private void visit(String pointer, Object value, int depth) {
    if (faults.size() >= Failure.MAX_FAULTS) {
      return;
    }
    if (depth > MAX_DEPTH) {
      complain(pointer, "is nested deeper than " + MAX_DEPTH);
    } else if (value instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        visitName(pointer + "/" + Pointers.escape(name), name);
        visit(pointer + "/" + Pointers.escape(name), object.getValue(name), depth + 1);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        visit(pointer + "/" + i, array.getValue(i), depth + 1);
      }
    } else if (value instanceof CharSequence text) {
      visitText(pointer, text.toString());
    } else if (value instanceof Number number && !isExact(number)) {
      complain(pointer, "is outside of ±(2^53−1)");
    }
  }

  /** The validator cannot name a field with a control character: it writes a tab as {@code %9}. */
  private void visitName(String pointer, String name) {
    if (name.chars().anyMatch(Character::isISOControl) || !isUnicode(name)) {
      complain(pointer, "has a name that is no plain text");
    }
  }

  private void visitText(String pointer, String text) {
    if (text.indexOf('\0') >= 0) {
      complain(pointer, "contains U+0000");
    } else if (!isUnicode(text)) {
      complain(pointer, "contains half of a surrogate pair");
    }
  }

  /** JSON can spell half a pair, but neither the bus nor a database can carry it. */
  private static boolean isUnicode(String text) {
    return text.codePoints()
        .noneMatch(point -> point <= 0xFFFF && Character.isSurrogate((char) point));
  }

  private static boolean isExact(Number number) {
    if (number instanceof BigInteger big) {
      return big.bitLength() <= 53 && Math.abs(big.longValue()) <= MAX_INTEGER;
    }
    if (number instanceof Long || number instanceof Integer) {
      // Not Math.abs, which leaves Long.MIN_VALUE negative.
      return -MAX_INTEGER <= number.longValue() && number.longValue() <= MAX_INTEGER;
    }
    return Math.abs(number.doubleValue()) <= MAX_INTEGER;
  }

  private void complain(String pointer, String detail) {
    String printable = new String(pointer.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    faults.add(new Fault(printable.replace("\0", "\\u0000"), detail));
  }
}
