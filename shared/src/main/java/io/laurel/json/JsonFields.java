package io.laurel.json;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Fields of a JSON object that may be absent. */
public final class JsonFields {
  private JsonFields() {}

  /** Puts the field, or leaves the object without it where {@code value} is null. */
  public static void putPresent(JsonObject json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
