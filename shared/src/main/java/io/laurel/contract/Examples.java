package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import org.jspecify.annotations.Nullable;

/**
 * An example of each message: the first that its schema names, else one that is put together from
 * those of its parts, as a page is from an item's.
 */
final class Examples {
  private static final String PROBLEM = "application/problem+json";
  private static final String EXAMPLE = "example";
  private static final String EXAMPLES = "examples";

  private final JsonObject document;

  Examples(JsonObject document) {
    this.document = document;
  }

  /** Puts examples to the request and the answers of an operation that have none of their own. */
  void complete(JsonObject operation) {
    completeContent(operation.getJsonObject("requestBody"));
    JsonObject responses = operation.getJsonObject("responses");
    responses.fieldNames().stream()
        .filter(status -> status.startsWith("2"))
        .forEach(status -> completeContent(responses.getJsonObject(status)));
  }

  private void completeContent(@Nullable JsonObject holder) {
    JsonObject content = holder == null ? null : holder.getJsonObject("content");
    if (content == null) {
      return;
    }
    for (String type : content.fieldNames()) {
      JsonObject media = content.getJsonObject(type);
      if (!type.equals(PROBLEM) && !media.containsKey(EXAMPLE) && !media.containsKey(EXAMPLES)) {
        media.put(EXAMPLE, of(media.getJsonObject("schema")));
      }
    }
  }

  /**
   * An example of a schema.
   *
   * @throws IllegalArgumentException where nothing says what one looks like
   */
  @Nullable Object of(JsonObject schema) {
    if (schema.getValue(EXAMPLES) instanceof JsonArray own && !own.isEmpty()) {
      return own.getValue(0);
    }
    if (schema.getValue("$ref") instanceof String reference) {
      return of((JsonObject) JsonPointer.from(reference.substring(1)).queryJson(document));
    }
    if (schema.getValue("enum") instanceof JsonArray values) {
      return values.getValue(0);
    }
    if (schema.getValue("anyOf") instanceof JsonArray alternatives) {
      return of(alternatives.getJsonObject(0));
    }
    return ofType(schema);
  }

  private Object ofType(JsonObject schema) {
    return switch (schema.getString("type")) {
      case "object" -> object(schema);
      case "array" -> new JsonArray().add(of(schema.getJsonObject("items")));
      case "boolean" -> true;
      case "integer" -> Math.max(1, schema.getLong("minimum", 1L));
      default -> throw new IllegalArgumentException("Contract: no example of " + schema);
    };
  }

  /** With what it must have, and with whatever else it has an example of. */
  private JsonObject object(JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    JsonArray required = schema.getJsonArray("required", new JsonArray());
    JsonObject example = new JsonObject();
    for (String name : properties.fieldNames()) {
      JsonObject property = properties.getJsonObject(name);
      if (required.contains(name) || property.containsKey(EXAMPLES)) {
        example.put(name, of(property));
      }
    }
    return example;
  }
}
