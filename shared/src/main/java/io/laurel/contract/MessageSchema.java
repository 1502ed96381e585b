package io.laurel.contract;

import io.laurel.failure.Failure;
import io.laurel.failure.Failure.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema of one operation's flat message: bounds that hold for all JSON, the contract's own
 * rules, its defaults.
 */
final class MessageSchema {
  private static final JsonSchemaOptions OPTIONS =
      new JsonSchemaOptions()
          .setBaseUri("https://laurel.invalid")
          .setDraft(Draft.DRAFT202012)
          .setOutputFormat(OutputFormat.Basic);

  /** More items than this, and there is nothing else to say than that they are too many. */
  private static final int LONG = 1_000;

  private final Validator validator;
  private final SchemaFaults faults;
  private final Map<String, Object> defaults = new LinkedHashMap<>();
  private final Map<String, Integer> longest = new LinkedHashMap<>();

  MessageSchema(JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    for (String name : properties.fieldNames()) {
      Object value = properties.getJsonObject(name).getValue("default");
      if (value != null) {
        defaults.put(name, value);
      }
      if (properties.getJsonObject(name).getValue("maxItems") instanceof Integer max) {
        longest.put(name, max);
      }
    }
    this.faults = new SchemaFaults(schema);
    this.validator =
        SchemaRepository.create(OPTIONS).validator((JsonSchema) PreparedSchema.of(schema));
  }

  /**
   * The message with defaults; fails with {@code invalid-request}, one fault for each thing that is
   * wrong.
   */
  JsonObject check(JsonObject message) {
    Failure.throwIfAny(tooLong(message));
    Failure.throwIfAny(JsonBounds.check(message));
    OutputUnit result = validator.validate(message);
    if (!result.getValid()) {
      throw Failure.invalidRequest(faults.of(result, message));
    }
    return withDefaults(message);
  }

  /**
   * Long lists that are longer than the contract has them. The validator would go through all of
   * such a list nevertheless, and keep a complaint for each item.
   */
  private List<Fault> tooLong(JsonObject message) {
    List<Fault> found = new ArrayList<>();
    longest.forEach(
        (name, max) -> {
          if (message.getValue(name) instanceof JsonArray list
              && list.size() > Math.max(max, LONG)) {
            found.add(new Fault("/" + name, "must have at most " + max + " items"));
          }
        });
    return found;
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
