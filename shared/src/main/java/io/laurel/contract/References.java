package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;

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
    return (JsonObject) inline(node, 0);
  }

  private Object inline(Object node, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("Contract: a schema refers to itself");
    }
    if (node instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(item -> copy.add(inline(item, depth + 1)));
      return copy;
    }
    if (!(node instanceof JsonObject object)) {
      return node;
    }
    JsonObject copy = new JsonObject();
    if (object.containsKey("$ref")) {
      copy.mergeIn((JsonObject) inline(target(object.getString("$ref")), depth + 1));
    }
    object.fieldNames().stream()
        .filter(name -> !name.equals("$ref"))
        .forEach(name -> copy.put(name, inline(object.getValue(name), depth + 1)));
    return copy;
  }

  private Object target(String reference) {
    Object target =
        reference.startsWith("#/")
            ? JsonPointer.from(reference.substring(1)).queryJson(document)
            : null;
    if (target == null) {
      throw new IllegalArgumentException("Contract: nothing at " + reference);
    }
    return target;
  }
}
