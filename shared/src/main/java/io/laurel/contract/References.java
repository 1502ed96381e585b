package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import org.jspecify.annotations.Nullable;

/** Puts the target in the place of each local {@code $ref}, so that a schema stands by itself. */
final class References {
  /** Deeper than any schema of ours; a schema that refers to itself ends here. */
  private static final int MAX_DEPTH = 64;

  private final JsonObject document;

  References(JsonObject document) {
    this.document = document;
  }

  /** A copy of the node without references; members beside a {@code $ref} win over its target's. */
  JsonObject inline(JsonObject node) {
    return inline(node, 0);
  }

  private @Nullable Object inlineAny(@Nullable Object node, int depth) {
    if (node instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(item -> copy.add(inlineAny(item, depth + 1)));
      return copy;
    }
    return node instanceof JsonObject object ? inline(object, depth) : node;
  }

  private JsonObject inline(JsonObject object, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("Contract: a schema refers to itself");
    }
    JsonObject copy = new JsonObject();
    if (object.containsKey("$ref")) {
      copy.mergeIn(inline(target(object.getString("$ref")), depth + 1));
    }
    object.fieldNames().stream()
        .filter(name -> !name.equals("$ref"))
        .forEach(name -> copy.put(name, inlineAny(object.getValue(name), depth + 1)));
    return copy;
  }

  private JsonObject target(String reference) {
    Object target =
        reference.startsWith("#/")
            ? JsonPointer.from(reference.substring(1)).queryJson(document)
            : null;
    if (target == null) {
      throw new IllegalArgumentException("Contract: nothing at " + reference);
    }
    return (JsonObject) target;
  }
}
