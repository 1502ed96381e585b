package io.laurel.contract;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what the validator found in a caller's words: one fault for each field, with its pointer.
 * The validator reports a missing or unknown field at its parent, a wrong one twice (also as
 * unknown), and every parent of a wrong one.
 */
final class SchemaFaults {
  private static final Set<String> PARENTS =
      Set.of(
          "properties",
          "items",
          "prefixItems",
          "patternProperties",
          "propertyNames",
          "allOf",
          "anyOf");

  private final JsonObject schema;

  SchemaFaults(JsonObject schema) {
    this.schema = schema;
  }

  List<Fault> of(OutputUnit result, JsonObject message) {
    Set<Fault> faults = new LinkedHashSet<>();
    for (OutputUnit unit : result.getErrors()) {
      add(faults, unit, message);
    }
    if (faults.isEmpty()) {
      faults.add(new Fault("", "does not fit the contract"));
    }
    return faults.stream().limit(Failure.MAX_FAULTS).toList();
  }

  private void add(Set<Fault> faults, OutputUnit unit, JsonObject message) {
    List<String> location = Pointers.steps(Pointers.fromFragment(unit.getKeywordLocation()));
    if (location.isEmpty()) {
      return;
    }
    String keyword = location.get(location.size() - 1);
    Object node = walk(schema, location.subList(0, location.size() - 1));
    String pointer = Pointers.fromFragment(unit.getInstanceLocation());
    if (PARENTS.contains(keyword) || !(node instanceof JsonObject rules)) {
      return;
    }
    if (keyword.equals("required")) {
      missing(rules, walk(message, Pointers.steps(pointer)))
          .forEach(
              name -> faults.add(new Fault(pointer + "/" + Pointers.escape(name), "is required")));
    } else if (keyword.equals("additionalProperties")) {
      addUnknown(faults, rules, pointer);
    } else {
      String subject = isAboutName(location) ? "has a name that " : "";
      faults.add(new Fault(pointer, subject + describe(keyword, rules)));
    }
  }

  private static boolean isAboutName(List<String> location) {
    return location.size() > 1 && location.get(location.size() - 2).equals("propertyNames");
  }

  private static List<String> missing(JsonObject rules, Object instance) {
    return rules.getJsonArray("required").stream()
        .map(String.class::cast)
        .filter(name -> !(instance instanceof JsonObject object && object.containsKey(name)))
        .toList();
  }

  private static void addUnknown(Set<Fault> faults, JsonObject rules, String pointer) {
    List<String> steps = Pointers.steps(pointer);
    String name = steps.get(steps.size() - 1);
    boolean known = rules.getJsonObject("properties", new JsonObject()).containsKey(name);
    if (!known && Boolean.FALSE.equals(rules.getValue("additionalProperties"))) {
      faults.add(new Fault(pointer, "is unknown"));
    }
  }

  private static Object walk(Object from, List<String> steps) {
    Object node = from;
    for (String step : steps) {
      if (node instanceof JsonObject object) {
        node = object.getValue(step);
      } else if (node instanceof JsonArray array && step.matches("[0-9]{1,9}")) {
        int index = Integer.parseInt(step);
        node = index < array.size() ? array.getValue(index) : null;
      } else {
        return null;
      }
    }
    return node;
  }

  private static String describe(String keyword, JsonObject rules) {
    Object value = rules.getValue(keyword);
    return switch (keyword) {
      case "type" -> "must be of type " + names(value, " or ");
      case "enum" -> "must be one of " + names(value, ", ");
      case "const" -> "must be " + value;
      case "minLength" -> "must have at least " + value + " characters";
      case "maxLength" -> "must have at most " + value + " characters";
      case "pattern" -> "must match " + value;
      case "format" -> "must be a valid " + value;
      case "minimum" -> "must be at least " + value;
      case "maximum" -> "must be at most " + value;
      case "exclusiveMinimum" -> "must be more than " + value;
      case "exclusiveMaximum" -> "must be less than " + value;
      case "minItems" -> "must have at least " + value + " items";
      case "maxItems" -> "must have at most " + value + " items";
      case "uniqueItems" -> "must not repeat an item";
      case "minProperties" -> "must have at least " + value + " members";
      case "maxProperties" -> "must have at most " + value + " members";
      default -> "does not fit " + keyword;
    };
  }

  private static String names(Object value, String separator) {
    return value instanceof JsonArray array
        ? array.stream().map(String::valueOf).collect(Collectors.joining(separator))
        : String.valueOf(value);
  }
}
