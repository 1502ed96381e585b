package io.laurel.contract.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests as a collection that Postman and newman run (format 2.1). */
final class PostmanCollection {
  private static final String SCHEMA =
      "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

  private PostmanCollection() {}

  static JsonObject of(Map<String, Call> calls, String version) {
    JsonArray journey = new JsonArray();
    for (Step step : Step.JOURNEY) {
      Call call = calls.get(step.operation());
      journey.add(
          item(step.title(), call, step.token(), step.headers(), call.body(step.body()))
              .put("event", new JsonArray().add(test(step))));
    }
    JsonArray folders = new JsonArray().add(folder("From nothing to the first claim", journey));
    byTag(calls).forEach((tag, items) -> folders.add(folder(tag, items)));
    return new JsonObject()
        .put(
            "info",
            new JsonObject()
                .put("name", "Laurel")
                .put(
                    "description",
                    "Made from the contract by the build. Run the first folder first: the others"
                        + " use its variables.")
                .put("version", version)
                .put("schema", SCHEMA))
        .put("item", folders);
  }

  private static Map<String, JsonArray> byTag(Map<String, Call> calls) {
    Map<String, JsonArray> folders = new LinkedHashMap<>();
    for (Call call : calls.values()) {
      String token = call.open() ? "" : "adminToken";
      folders
          .computeIfAbsent(call.tag(), tag -> new JsonArray())
          .add(item(call.id() + ": " + call.summary(), call, token, Map.of(), call.body()));
    }
    return folders;
  }

  private static JsonObject folder(String name, JsonArray items) {
    return new JsonObject().put("name", name).put("item", items);
  }

  private static JsonObject item(
      String name, Call call, String token, Map<String, String> headers, JsonObject body) {
    JsonArray fields = new JsonArray();
    headers.forEach((field, value) -> fields.add(pair(field, value)));
    JsonObject request =
        new JsonObject()
            .put("method", call.method())
            .put("auth", auth(token))
            .put("header", fields)
            .put("url", url(call));
    if (body != null) {
      request.put(
          "body",
          new JsonObject()
              .put("mode", "raw")
              .put("raw", body.encodePrettily())
              .put("options", new JsonObject("{\"raw\":{\"language\":\"json\"}}")));
    }
    return new JsonObject().put("name", name).put("request", request);
  }

  private static JsonObject pair(String key, String value) {
    return new JsonObject().put("key", key).put("value", value);
  }

  private static JsonObject auth(String token) {
    return token.isEmpty()
        ? new JsonObject().put("type", "noauth")
        : new JsonObject()
            .put("type", "bearer")
            .put("bearer", new JsonArray().add(pair("token", "{{" + token + "}}")));
  }

  private static JsonObject url(Call call) {
    JsonArray query = new JsonArray();
    call.query().forEach(name -> query.add(pair(name, "").put("disabled", true)));
    JsonObject url =
        new JsonObject()
            .put("raw", "{{baseUrl}}" + call.path())
            .put("host", new JsonArray().add("{{baseUrl}}"))
            .put("path", new JsonArray(List.of(call.path().substring(1).split("/", -1))));
    return query.isEmpty() ? url : url.put("query", query);
  }

  private static JsonObject test(Step step) {
    JsonArray lines =
        new JsonArray()
            .add(
                "pm.test('"
                    + step.status()
                    + "', () => pm.response.to.have.status("
                    + step.status()
                    + "));");
    step.kept()
        .forEach(
            (member, variable) ->
                lines.add(
                    "pm.environment.set('" + variable + "', pm.response.json()." + member + ");"));
    if (step.title().startsWith("The same claim")) {
      lines.add(
          "pm.test('the same claim', () =>"
              + " pm.expect(pm.response.json().id).to.eql(pm.environment.get('claimId')));");
    }
    return new JsonObject()
        .put("listen", "test")
        .put("script", new JsonObject().put("type", "text/javascript").put("exec", lines));
  }

  /** What the collection needs from outside, with values for a trial on this machine. */
  static JsonObject environment() {
    JsonArray values = new JsonArray();
    ClientFilesTest.ENVIRONMENT.forEach(
        (name, value) -> values.add(pair(name, value).put("enabled", true)));
    return new JsonObject().put("name", "Laurel on this machine").put("values", values);
  }
}
