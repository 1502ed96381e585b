package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The types of JSON Schema; a number without a fraction is an integer however it is written. */
enum JsonType {
  STRING,
  NUMBER,
  INTEGER,
  BOOLEAN,
  OBJECT,
  ARRAY,
  NULL;

  static JsonType of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** Whether a value is of this type; numbers in the form of {@code JsonNumbers}. */
  boolean has(@Nullable Object value) {
    return switch (this) {
      case STRING -> value instanceof CharSequence;
      case NUMBER -> value instanceof Number;
      case INTEGER -> value instanceof Integer || value instanceof Long;
      case BOOLEAN -> value instanceof Boolean;
      case OBJECT -> value instanceof JsonObject;
      case ARRAY -> value instanceof JsonArray;
      case NULL -> value == null;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
