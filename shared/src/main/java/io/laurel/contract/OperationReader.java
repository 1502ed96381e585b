package io.laurel.contract;

import io.laurel.contract.Parameter.Place;
import io.laurel.security.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes operations of the contract's paths, and refuses whatever the mount does not support. */
final class OperationReader {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final Set<String> JSON_TYPES =
      Set.of("application/json", "application/merge-patch+json");
  private static final Set<String> SCALARS = Set.of("string", "integer", "boolean");

  private final JsonObject document;
  private final References references;
  private final String basePath;

  /** {@code x-served-by} of the tags that say it. */
  private final Map<String, String> servers = new HashMap<>();

  OperationReader(JsonObject document) {
    this.document = document;
    this.references = new References(document);
    this.basePath = document.getJsonArray("servers").getJsonObject(0).getString("url");
    for (Object each : document.getJsonArray("tags", new JsonArray())) {
      JsonObject tag = (JsonObject) each;
      if (tag.containsKey("x-served-by")) {
        servers.put(tag.getString("name"), tag.getString("x-served-by"));
      }
    }
  }

  List<Operation> read() {
    List<Operation> operations = new ArrayList<>();
    JsonObject paths = document.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject item = paths.getJsonObject(path);
      for (String method : item.fieldNames()) {
        require(METHODS.contains(method), path, "unsupported member " + method);
        operations.add(operation(path, method, item.getJsonObject(method)));
      }
    }
    return operations;
  }

  private Operation operation(String path, String method, JsonObject node) {
    String id = node.getString("operationId");
    require(id != null, path, method + " has no operationId");
    JsonObject message = new JsonObject();
    JsonArray required = new JsonArray();
    List<Parameter> parameters = parameters(id, node, message, required);
    Operation.Body body = body(id, node, message, required);
    Operation.Success success = new SuccessReader(references).read(id, node);
    requireStreamable(id, success.streamed(), message);
    Access access = access(id, node);
    JsonObject schema =
        new JsonObject()
            .put("type", "object")
            .put("additionalProperties", false)
            .put("required", required)
            .put("properties", message);
    return new Operation(
        id,
        node.getString("x-event-bus-address"),
        method.toUpperCase(Locale.ROOT),
        basePath + path,
        access,
        parameters,
        body,
        success,
        Refusals.of(id, node, access, parameters, body),
        traits(method, node),
        new MessageSchema(schema));
  }

  private Operation.Traits traits(String method, JsonObject node) {
    JsonArray tags = node.getJsonArray("tags", new JsonArray());
    String tag = tags.isEmpty() ? "" : tags.getString(0);
    return new Operation.Traits(
        deadline(node),
        rate(method, node),
        node.getBoolean("x-secret", false),
        tag,
        servers.get(tag));
  }

  private Access access(String id, JsonObject node) {
    JsonArray security = node.getJsonArray("security");
    require(
        security != null && security.size() <= 1,
        id,
        "needs an explicit security of at most one scheme");
    if (security.isEmpty()) {
      return new Access(true, Set.of());
    }
    JsonArray names = security.getJsonObject(0).getJsonArray("bearer");
    require(names != null, id, "knows only the security scheme bearer");
    Set<Role> roles = EnumSet.noneOf(Role.class);
    names.forEach(name -> roles.add(Role.valueOf((String) name)));
    require(
        roles.isEmpty() || roles.contains(Role.ADMIN),
        id,
        "must spell out ADMIN where it lists roles");
    return new Access(false, roles);
  }

  private List<Parameter> parameters(
      String id, JsonObject node, JsonObject message, JsonArray required) {
    List<Parameter> parameters = new ArrayList<>();
    for (Object entry : node.getJsonArray("parameters", new JsonArray())) {
      JsonObject parameter = references.inline((JsonObject) entry);
      String name = parameter.getString("name");
      JsonObject schema = parameter.getJsonObject("schema");
      String type = schema.getValue("type") instanceof String text ? text : "";
      require(SCALARS.contains(type), id, "parameter " + name + " is no scalar");
      require(!message.containsKey(name), id, "names " + name + " twice");
      Place place = Place.valueOf(parameter.getString("in").toUpperCase(Locale.ROOT));
      parameters.add(new Parameter(name, place, type));
      message.put(
          name, place == Place.PATH ? schema.copy().put(MessageTexts.IN_PATH, true) : schema);
      if (parameter.getBoolean("required", false)) {
        required.add(name);
      }
    }
    return parameters;
  }

  private Operation.@Nullable Body body(
      String id, JsonObject node, JsonObject message, JsonArray required) {
    JsonObject body = node.getJsonObject("requestBody");
    if (body == null) {
      return null;
    }
    JsonObject content = body.getJsonObject("content");
    require(
        JSON_TYPES.containsAll(content.fieldNames()) && content.containsKey("application/json"),
        id,
        "takes only JSON bodies");
    JsonObject reference = content.getJsonObject("application/json").getJsonObject("schema");
    require(reference.containsKey("$ref"), id, "must name its body schema by $ref");
    for (String mediaType : content.fieldNames()) {
      require(
          reference.equals(content.getJsonObject(mediaType).getJsonObject("schema")),
          id,
          "must have one body schema for all media types");
    }
    JsonObject schema = references.inline(reference);
    require(
        Boolean.FALSE.equals(schema.getValue("additionalProperties")),
        id,
        "must refuse unknown body fields");
    JsonObject properties = schema.getJsonObject("properties");
    for (String name : properties.fieldNames()) {
      require(!message.containsKey(name), id, "names " + name + " twice");
      message.put(name, properties.getJsonObject(name));
    }
    schema.getJsonArray("required", new JsonArray()).forEach(required::add);
    return new Operation.Body(
        body.getBoolean("required", false),
        Set.copyOf(content.fieldNames()),
        node.getLong("x-max-body-bytes", Operation.DEFAULT_MAX_BODY_BYTES),
        node.getString("x-off-code"));
  }

  private static @Nullable Duration deadline(JsonObject node) {
    Long millis = node.getLong("x-deadline-ms");
    return millis == null ? null : Duration.ofMillis(millis);
  }

  /** What is not marked reads or writes, as its method says. */
  private static Operation.Rate rate(String method, JsonObject node) {
    JsonObject marked = node.getJsonObject("x-rate-limit", new JsonObject());
    String kind = marked.getString("class");
    return new Operation.Rate(
        kind == null ? byMethod(method) : RateClass.of(kind), marked.getBoolean("devices", false));
  }

  private static RateClass byMethod(String method) {
    return method.equals("get") ? RateClass.READ : RateClass.WRITE;
  }

  private static void requireStreamable(
      String id, @Nullable Streamed streamed, JsonObject message) {
    if (streamed != null) {
      require(message.containsKey(Streamed.CURSOR), id, "streams what is no list");
    }
    if (streamed != null && streamed.parameter() != null) {
      JsonObject format = message.getJsonObject(streamed.parameter(), new JsonObject());
      require(
          List.copyOf(streamed.formats().keySet())
              .equals(format.getJsonArray("enum", new JsonArray()).getList()),
          id,
          "must take the formats that it streams");
      require(!format.containsKey("default"), id, "leaves no format to Accept");
    }
    if (streamed != null && streamed.bom() != null) {
      require(
          "boolean"
              .equals(message.getJsonObject(streamed.bom(), new JsonObject()).getString("type")),
          id,
          "must take whether a byte order mark is wanted");
    }
  }

  static void require(boolean condition, String where, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException("Contract: " + where + " " + complaint);
    }
  }
}
