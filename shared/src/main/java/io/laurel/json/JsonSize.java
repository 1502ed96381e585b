package io.laurel.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** About how long a message is as text, found without writing it. */
public final class JsonSize {
  /** Quotes, a colon and a comma; a number is hardly longer. */
  private static final int AROUND_A_VALUE = 6;

  /** What is nested deeper is refused before anybody looks inside. */
  private static final int DEPTH = 64;

  private int left;

  private JsonSize(int limit) {
    this.left = limit;
  }

  /**
   * Whether the message has more characters than that. Stops where it knows, so the cost has a
   * bound as well.
   */
  public static boolean isOver(int limit, JsonObject message) {
    JsonSize size = new JsonSize(limit);
    size.take(message, 0);
    return size.left < 0;
  }

  private void take(Object value, int depth) {
    left -= AROUND_A_VALUE;
    if (left < 0 || depth > DEPTH) {
      return;
    }
    if (value instanceof CharSequence text) {
      left -= text.length();
    } else if (value instanceof JsonObject object) {
      for (String name : object.fieldNames()) {
        left -= name.length();
        if (left < 0) {
          return;
        }
        take(object.getValue(name), depth + 1);
      }
    } else if (value instanceof JsonArray array) {
      for (int i = 0; i < array.size() && left >= 0; i++) {
        take(array.getValue(i), depth + 1);
      }
    }
  }
}
