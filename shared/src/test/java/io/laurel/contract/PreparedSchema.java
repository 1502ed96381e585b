package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;

/**
 * A schema as the validator needs it, so that many event loops may use it at once and patterns mean
 * what JSON Schema says.
 */
final class PreparedSchema {
  private PreparedSchema() {}

  /**
   * A deep copy of the node. Each object in it is a {@link JsonSchema} already: the validator would
   * else put one in its place at first use, without any lock.
   */
  static Object of(Object node) {
    if (node instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(item -> copy.add(of(item)));
      return copy;
    }
    if (!(node instanceof JsonObject object)) {
      return node;
    }
    JsonObject copy = new JsonObject();
    for (String name : object.fieldNames()) {
      Object value = object.getValue(name);
      copy.put(
          name, name.equals("pattern") && value instanceof String text ? pattern(text) : of(value));
    }
    return JsonSchema.of(copy);
  }

  /**
   * In Java {@code $} also matches before a last line feed, in JSON Schema (ECMA-262) it does not.
   */
  private static String pattern(String text) {
    return text.endsWith("$") && !text.endsWith("\\$")
        ? text.substring(0, text.length() - 1) + "\\z"
        : text;
  }
}
