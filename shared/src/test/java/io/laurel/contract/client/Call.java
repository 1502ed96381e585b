package io.laurel.contract.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One operation as a file of requests needs it, read from the contract that is served.
 *
 * @param path with {@code {{variables}}} for its parameters
 * @param open whether it needs no token
 * @param query names of its query parameters
 * @param body an example; null where it takes none
 */
record Call(
    String id,
    String tag,
    String summary,
    String method,
    String path,
    boolean open,
    List<String> query,
    JsonObject body) {

  /** All of a contract, by name. */
  static Map<String, Call> of(JsonObject served) {
    Map<String, Call> calls = new LinkedHashMap<>();
    for (Map.Entry<String, Object> path : served.getJsonObject("paths")) {
      for (Map.Entry<String, Object> method : (JsonObject) path.getValue()) {
        Call call = of(served, path.getKey(), method.getKey(), (JsonObject) method.getValue());
        calls.put(call.id(), call);
      }
    }
    return calls;
  }

  private static Call of(JsonObject served, String path, String method, JsonObject node) {
    JsonObject body =
        node.getJsonObject("requestBody", new JsonObject())
            .getJsonObject("content", new JsonObject())
            .getJsonObject("application/json");
    return new Call(
        node.getString("operationId"),
        node.getJsonArray("tags").getString(0),
        node.getString("summary"),
        method.toUpperCase(Locale.ROOT),
        path.replaceAll("\\{([^}]*)}", "{{$1}}"),
        node.getJsonArray("security").isEmpty(),
        query(served, node.getJsonArray("parameters", new JsonArray())),
        body == null ? null : body.getJsonObject("example"));
  }

  private static List<String> query(JsonObject served, JsonArray parameters) {
    List<String> names = new ArrayList<>();
    for (Object entry : parameters) {
      JsonObject parameter = (JsonObject) entry;
      String reference = parameter.getString("$ref");
      JsonObject found =
          reference == null
              ? parameter
              : (JsonObject) JsonPointer.from(reference.substring(1)).queryJson(served);
      if (found.getString("in").equals("query")) {
        names.add(found.getString("name"));
      }
    }
    return names;
  }

  /** The body of a step; members that it does not name are the example's. */
  JsonObject body(JsonObject members) {
    return body == null ? null : body.copy().mergeIn(members);
  }
}
