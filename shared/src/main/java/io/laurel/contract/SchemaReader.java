package io.laurel.contract;

import io.laurel.json.JsonValues;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes schemas of the contract's, without references, and refuses keywords it does not know. */
final class SchemaReader {
  private static final Set<String> SAY_NOTHING =
      Set.of("title", "description", "default", "example", "examples", "deprecated");

  private static final Set<String> OF_STRINGS =
      Set.of("minLength", "maxLength", "pattern", "format");
  private static final Set<String> OF_NUMBERS =
      Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
  private static final Set<String> OF_ARRAYS =
      Set.of("items", "minItems", "maxItems", "uniqueItems");
  private static final Set<String> OF_OBJECTS =
      Set.of(
          "properties",
          "required",
          "additionalProperties",
          "propertyNames",
          "minProperties",
          "maxProperties");

  private SchemaReader() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException where it uses a keyword that would be passed over
   */
  static Schema read(JsonObject node) {
    Set<JsonType> types = types(node.getValue("type"));
    List<Rule> rules = new ArrayList<>();
    Set<String> rest = new LinkedHashSet<>(node.fieldNames());
    rest.remove("type");
    rest.removeIf(name -> SAY_NOTHING.contains(name) || name.startsWith("x-"));
    if (rest.remove("enum")) {
      rules.add(oneOf(node.getJsonArray("enum")));
    }
    if (rest.remove("const")) {
      rules.add(constant(node.getValue("const")));
    }
    if (rest.removeAll(OF_STRINGS)) {
      rules.add(StringRule.of(node));
    }
    if (rest.removeAll(OF_NUMBERS)) {
      rules.add(NumberRule.of(node));
    }
    if (rest.removeAll(OF_ARRAYS)) {
      rules.add(ArrayRule.of(node));
    }
    if (rest.removeAll(OF_OBJECTS)) {
      rules.add(ObjectRule.of(node));
    }
    if (node.getValue(FreeObjectRule.OBJECT) instanceof String name) {
      rules.add(FreeObjectRule.of(name));
    }
    if (rest.remove("anyOf")) {
      AnyOf alternatives = AnyOf.of(node.getJsonArray("anyOf"));
      rules.add(alternatives);
      types = types.isEmpty() ? alternatives.types() : types;
    }
    if (!rest.isEmpty()) {
      throw new IllegalArgumentException(
          "Contract: a schema uses " + rest + ", which is not checked");
    }
    return new Schema(types, List.copyOf(rules));
  }

  static Map<String, Schema> readAll(JsonObject nodes) {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    nodes.fieldNames().forEach(name -> schemas.put(name, read(nodes.getJsonObject(name))));
    return schemas;
  }

  private static Set<JsonType> types(@Nullable Object type) {
    Set<JsonType> types = new LinkedHashSet<>();
    if (type instanceof JsonArray several) {
      several.forEach(name -> types.add(JsonType.of((String) name)));
    } else if (type != null) {
      types.add(JsonType.of((String) type));
    }
    return types;
  }

  private static Rule oneOf(JsonArray values) {
    Set<Object> keys = values.stream().map(JsonValues::key).collect(Collectors.toSet());
    String names = values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (value, at, faults) -> {
      if (!keys.contains(JsonValues.key(value))) {
        faults.add(at, "must be one of " + names);
      }
    };
  }

  private static Rule constant(@Nullable Object expected) {
    Object key = JsonValues.key(expected);
    return (value, at, faults) -> {
      if (!key.equals(JsonValues.key(value))) {
        faults.add(at, "must be " + expected);
      }
    };
  }
}
