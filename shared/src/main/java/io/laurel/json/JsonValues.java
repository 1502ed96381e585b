package io.laurel.json;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON values as keys: two are equal where JSON says so, whatever types the parser has made. */
public final class JsonValues {
  private JsonValues() {}

  /**
   * What stands for the value in a set or map. Members of objects have no order; numbers are equal
   * by value, and those that no double holds are taken as they are.
   */
  public static Object key(@Nullable Object value) {
    if (value instanceof Number number) {
      Number exact = JsonNumbers.exact(number);
      return exact == null ? number : JsonNumbers.text(exact) + "#";
    }
    if (value instanceof CharSequence text) {
      // Else the text 1 would be the number 1.
      return "\"" + text;
    }
    if (value instanceof JsonObject object) {
      Map<String, Object> key = new HashMap<>();
      object.fieldNames().forEach(name -> key.put(name, key(object.getValue(name))));
      return key;
    }
    if (value instanceof JsonArray array) {
      List<Object> key = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        key.add(key(array.getValue(i)));
      }
      return key;
    }
    return value == null ? JsonValues.class : value;
  }
}
