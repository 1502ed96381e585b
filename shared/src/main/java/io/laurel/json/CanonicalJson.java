package io.laurel.json;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One text for all spellings of a JSON value: members in the order of their names at every depth,
 * numbers by their value, no white space. Stored fingerprints are made of it, so it never changes.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** The text of an object. */
  public static String of(JsonObject object) {
    StringBuilder text = new StringBuilder();
    write(object, text);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value instanceof JsonObject object) {
      text.append('{');
      String separator = "";
      for (String name : new TreeSet<>(object.fieldNames())) {
        text.append(separator).append(Json.encode(name)).append(':');
        write(object.getValue(name), text);
        separator = ",";
      }
      text.append('}');
    } else if (value instanceof JsonArray array) {
      text.append('[');
      for (int i = 0; i < array.size(); i++) {
        text.append(i == 0 ? "" : ",");
        write(array.getValue(i), text);
      }
      text.append(']');
    } else if (value instanceof Number number) {
      Number exact = JsonNumbers.exact(number);
      text.append(exact == null ? number.toString() : JsonNumbers.text(exact));
    } else {
      text.append(Json.encode(value));
    }
  }
}
