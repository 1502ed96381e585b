package io.laurel.contract;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Bodies that cost as much as an operation's size allows, legal and not, made of what the contract
 * says it takes: each is JSON, and as long as may be sent.
 */
public final class HostileBodies {
  /** Before a body there is a head, after its last item an end. */
  private static final int ROOM = 256;

  private final int max;
  private final JsonObject properties;
  private final JsonArray required;
  private final Map<String, String> bodies = new LinkedHashMap<>();

  private HostileBodies(Operation operation, JsonObject schema) {
    this.max = (int) operation.maxBodyBytes() - ROOM;
    this.properties = schema.getJsonObject("properties");
    this.required = schema.getJsonArray("required", new JsonArray());
  }

  /** Those of an operation that takes a body, by what they are. */
  public static Map<String, String> of(Contract contract, Operation operation) {
    JsonObject document = contract.document();
    String base = document.getJsonArray("servers").getJsonObject(0).getString("url");
    JsonObject schema =
        new References(document)
            .inline(
                document
                    .getJsonObject("paths")
                    .getJsonObject(operation.path().substring(base.length()))
                    .getJsonObject(operation.method().toLowerCase(Locale.ROOT))
                    .getJsonObject("requestBody")
                    .getJsonObject("content")
                    .getJsonObject("application/json")
                    .getJsonObject("schema"));
    HostileBodies hostile = new HostileBodies(operation, schema);
    hostile.ofAnyOperation();
    schema.getJsonObject("properties").fieldNames().forEach(hostile::ofProperty);
    return hostile.bodies;
  }

  private void ofAnyOperation() {
    bodies.put("unknown fields", filled("{", i -> "\"k" + i + "\":1", "}"));
    bodies.put("names that Jackson hashes alike", filled("{", i -> name(i) + ":1", "}"));
    bodies.put("objects in objects", nested("{\"a\":", "1", "}"));
    bodies.put("lists in lists", "{\"a\":" + nested("[", "1", "]") + "}");
    bodies.put("a long name", "{\"" + "n".repeat(max - 10) + "\":1}");
    bodies.put(
        "many fields under a long name",
        filled("{\"" + "n".repeat(max / 2) + "\":{", i -> "\"" + i + "\":\"\\u0000\"", "}}"));
    bodies.put("a digit after the other", "{\"a\":" + "9".repeat(max - 10) + "}");
    bodies.put("a fraction without end", "{\"a\":0." + "3".repeat(max - 10) + "}");
    bodies.put("exponents", filled("{\"a\":[", i -> "1e999999999,1e-999999999", "]}"));
    bodies.put("numbers of 900 digits", filled("{\"a\":[", i -> "7".repeat(900) + ".5", "]}"));
    bodies.put("halves of pairs", filled("{\"a\":[", i -> "\"\\ud83d\"", "]}"));
    bodies.put("blanks", "{" + " ".repeat(max - 2) + "}");
    bodies.put("one field again and again", filled("{", i -> "\"a\":1", "}"));
  }

  private void ofProperty(String name) {
    JsonObject schema = properties.getJsonObject(name);
    String begin = "{" + Json.encode(name) + ":";
    for (Object text : texts()) {
      bodies.put(name + ": long " + text, begin + Json.encode(repeated((String) text)) + "}");
    }
    bodies.put(name + ": zeros", filled(begin + "[", i -> "0", "]}"));
    bodies.put(name + ": different numbers", filled(begin + "[", i -> "" + i, "]}"));
    bodies.put(name + ": empty objects", filled(begin + "[", i -> "{}", "]}"));
    bodies.put(
        name + ": objects of 50 unknown fields",
        filled(begin + "[", i -> filled(500, "{", k -> "\"k" + k + "\":1", "}"), "]}"));
    bodies.put(name + ": unknown fields", filled(begin + "{", i -> "\"k" + i + "\":1", "}}"));
    bodies.put(name + ": nulls", filled(begin + "{", i -> "\"k" + i + "\":null", "}}"));
    if (list(schema) != null) {
      legal(name, list(schema));
    }
  }

  /** As many items as are taken, or fit: everything right, and everything wrong. */
  private void legal(String name, JsonObject list) {
    int most = list.getInteger("maxItems");
    JsonObject item = list.getJsonObject("items");
    String others = others(name);
    String begin = "{" + others + Json.encode(name) + ":[";
    bodies.put(
        name + ": legal items", filled(max, most, begin, i -> Json.encode(legal(item, i)), "]}"));
    bodies.put(
        name + ": legal items but for the last",
        filled(max - 20, most - 1, begin, i -> Json.encode(legal(item, i)), ",true]}"));
    bodies.put(
        name + ": one legal item",
        filled(max, most, begin, i -> Json.encode(legal(item, 0)), "]}"));
    if (item.containsKey("properties")) {
      bodies.put(
          name + ": wrong in each field",
          filled(max, most, begin, i -> Json.encode(wrong(item)), "]}"));
    }
  }

  private String others(String name) {
    StringBuilder others = new StringBuilder();
    required.stream()
        .filter(other -> !other.equals(name))
        .forEach(
            other ->
                others
                    .append(Json.encode(other))
                    .append(':')
                    .append(Json.encode(legal(properties.getJsonObject((String) other), 0)))
                    .append(','));
    return others.toString();
  }

  private static JsonObject wrong(JsonObject item) {
    JsonObject wrong = new JsonObject();
    item.getJsonObject("properties")
        .fieldNames()
        .forEach(name -> wrong.put(name, new JsonArray().add(1)));
    return wrong;
  }

  /** A value that the schema takes; of a text, the i-th. */
  private static Object legal(JsonObject schema, int i) {
    if (schema.getValue("enum") instanceof JsonArray values) {
      return values.getValue(i % values.size());
    }
    if (schema.getValue("anyOf") instanceof JsonArray alternatives) {
      return legal(alternatives.getJsonObject(0), i);
    }
    Object type = schema.getValue("type");
    String name = type instanceof JsonArray types ? types.getString(0) : (String) type;
    return switch (name) {
      case "object" -> legalObject(schema, i);
      case "array" -> new JsonArray();
      case "integer", "number" -> schema.getValue("maximum", 1);
      case "boolean" -> true;
      default -> legalText(schema, i);
    };
  }

  private static JsonObject legalObject(JsonObject schema, int i) {
    JsonObject object = new JsonObject();
    JsonObject properties = schema.getJsonObject("properties", new JsonObject());
    for (String name : properties.fieldNames()) {
      object.put(name, legal(properties.getJsonObject(name), i));
    }
    return object;
  }

  private static String legalText(JsonObject schema, int i) {
    if ("date-time".equals(schema.getString("format"))) {
      return "2026-05-01T00:00:00.000Z";
    }
    String text = "A" + i;
    if (schema.getString("pattern", "").contains("@")) {
      return text + "@example.com";
    }
    int longest = Math.min(schema.getInteger("maxLength", 100), 38);
    return text.length() >= longest ? text : text + "A".repeat(longest - text.length());
  }

  private static JsonObject list(JsonObject schema) {
    if (schema.getValue("anyOf") instanceof JsonArray alternatives) {
      return list(alternatives.getJsonObject(0));
    }
    return "array".equals(schema.getValue("type")) && schema.containsKey("items") ? schema : null;
  }

  /** What patterns stumble over: blanks before an end that does not come, all but one character. */
  private static List<String> texts() {
    return List.of("a", " ", "a@", "\"\", ", "\uD83D\uDC51", "\t");
  }

  private String repeated(String text) {
    // Some characters are written as two, or are four bytes.
    return text.repeat(max / 4 / text.length());
  }

  private String nested(String open, String inside, String close) {
    int levels = (max - 20) / (open.length() + close.length());
    return open.repeat(levels) + inside + close.repeat(levels);
  }

  private String filled(String begin, IntFunction<String> part, String end) {
    return filled(max, begin, part, end);
  }

  private static String filled(int bytes, String begin, IntFunction<String> part, String end) {
    return filled(bytes, Integer.MAX_VALUE, begin, part, end);
  }

  private static String filled(
      int bytes, int most, String begin, IntFunction<String> part, String end) {
    StringBuilder body = new StringBuilder(begin);
    for (int i = 0; i < most; i++) {
      String next = (i == 0 ? "" : ",") + part.apply(i);
      if (body.length() + next.length() + end.length() > bytes) {
        break;
      }
      body.append(next);
    }
    return body.append(end).toString();
  }

  /** 33·'A' + 'b' is 33·'B' + 'A': any row of the two pairs has one hash in Jackson's tables. */
  private static String name(int i) {
    List<String> pairs = new ArrayList<>();
    for (int bit = 0; bit < 16; bit++) {
      pairs.add((i >> bit & 1) == 0 ? "Ab" : "BA");
    }
    return "\"" + String.join("", pairs) + "\"";
  }
}
