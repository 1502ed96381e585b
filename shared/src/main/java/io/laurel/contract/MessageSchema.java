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

  private final Validator validator;
  private final SchemaFaults faults;
  private final Map<String, Object> defaults = new LinkedHashMap<>();

  MessageSchema(JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    for (String name : properties.fieldNames()) {
      Object value = properties.getJsonObject(name).getValue("default");
      if (value != null) {
        defaults.put(name, value);
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
    List<Fault> outOfBounds = JsonBounds.check(message);
    if (!outOfBounds.isEmpty()) {
      throw Failure.invalidRequest(outOfBounds);
    }
    OutputUnit result = validator.validate(message);
    if (!result.getValid()) {
      throw Failure.invalidRequest(faults.of(result, message));
    }
    return withDefaults(message);
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
