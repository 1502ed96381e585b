package io.laurel.auth.userimport;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of an account. All else is read past and never kept, so that a row costs no
 * memory whatever it holds.
 */
final class RowFields {
  /** The fields that are read. */
  static final Set<String> KNOWN =
      Set.of("email", "username", "name", "password", "role", "roles", "suspended", "isActive");

  /**
   * Other spellings of the flags, as {@link #letters} gives them: to read past one would let in
   * whom the other system keeps out.
   */
  private static final Map<String, String> FLAGS =
      Map.of(
          "suspended", "suspended",
          "issuspended", "suspended",
          "isactive", "isActive",
          "active", "isActive");

  /** More than there are roles; the rest of a longer list is read past, and the row refused. */
  private static final int MAX_ITEMS = 16;

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]");

  private final JsonObject document = new JsonObject();
  private @Nullable String fault;

  private RowFields() {}

  /** Reads the object that the parser stands at the beginning of. */
  static RowFields read(JsonParser parser) throws IOException {
    RowFields fields = new RowFields();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (KNOWN.contains(name)) {
        fields.put(name, token == JsonToken.START_ARRAY ? list(parser) : scalar(parser));
      } else {
        fields.refuseFlag(name);
        parser.skipChildren();
      }
    }
    return fields;
  }

  private void put(String name, @Nullable Object value) {
    if (document.containsKey(name)) {
      fault = name + ": it is there twice";
    }
    if (value instanceof JsonArray items && items.size() > MAX_ITEMS) {
      fault = name + ": it has more than " + MAX_ITEMS + " items";
    }
    document.put(name, value);
  }

  private void refuseFlag(String name) {
    String meant = FLAGS.get(letters(name));
    if (meant != null) {
      fault = meant + ": it is spelled otherwise";
    }
  }

  private static String letters(String name) {
    return NO_LETTERS.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static JsonArray list(JsonParser parser) throws IOException {
    JsonArray items = new JsonArray();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Object item = scalar(parser);
      if (items.size() <= MAX_ITEMS) {
        items.add(item);
      }
    }
    return items;
  }

  /** What stands for an object or a list inside a list is of a type that no field takes. */
  private static @Nullable Object scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> 0;
      default -> {
        parser.skipChildren();
        yield new JsonObject();
      }
    };
  }

  JsonObject document() {
    return document;
  }

  /** Why there can be no account of it; null where nothing was found so far. */
  @Nullable String fault() {
    return fault;
  }
}
