package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The schema of one operation's flat message: bounds that hold for all JSON, the contract's own
 * rules, its defaults. What a check costs grows with the size of the message and no faster.
 */
final class MessageSchema {
  private final MessageTexts texts;
  private final Schema schema;
  private final Map<String, Object> defaults = new LinkedHashMap<>();

  MessageSchema(JsonObject node) {
    JsonObject properties = node.getJsonObject("properties");
    for (String name : properties.fieldNames()) {
      Object value = properties.getJsonObject(name).getValue("default");
      if (value != null) {
        defaults.put(name, value);
      }
    }
    this.texts = new MessageTexts(node);
    this.schema = SchemaReader.read(node);
  }

  /**
   * The message with defaults, its numbers by value ({@code 1.0} is {@code 1}) and its identifying
   * texts in their one spelling, of which the contract's bounds are. Fails with {@code
   * invalid-request}, one fault for each thing that is wrong, up to as many as are told, and with
   * {@code not-found} where what stands in the path can be no id.
   */
  JsonObject check(JsonObject message) {
    JsonObject exact = JsonBounds.check(message);
    Faults faults = new Faults();
    JsonObject spelled = texts.spelled(exact);
    schema.check(spelled, Trail.ROOT, faults);
    faults.throwIfAny();
    return withDefaults(texts.passedOn(spelled, exact));
  }

  private JsonObject withDefaults(JsonObject message) {
    if (message.fieldNames().containsAll(defaults.keySet())) {
      return message;
    }
    JsonObject complete = new JsonObject(new LinkedHashMap<>(message.getMap()));
    defaults.forEach((name, value) -> complete.getMap().putIfAbsent(name, copy(value)));
    return complete;
  }

  private static Object copy(Object value) {
    if (value instanceof JsonArray array) {
      return array.copy();
    }
    return value instanceof JsonObject object ? object.copy() : value;
  }
}
