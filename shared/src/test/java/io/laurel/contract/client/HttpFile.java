package io.laurel.contract.client;

import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The requests as a text that editors send from ({@code .http}). */
final class HttpFile {
  private static final String HEAD =
      """
      # Every operation of Laurel, made from the contract by the build: change that, not this file.
      # Choose an environment of http-client.env.json, and run the journey from top to bottom first.

      """;

  private HttpFile() {}

  static String of(Map<String, Call> calls) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Step step : Step.JOURNEY) {
      Call call = calls.get(step.operation());
      request(text, step.title(), call, step.token(), step.headers(), call.body(step.body()));
      step.kept().forEach((member, variable) -> keep(text, member, variable));
    }
    String tag = "";
    for (Call call : calls.values()) {
      if (!call.tag().equals(tag)) {
        tag = call.tag();
        text.append("# ").append(tag).append(" ----------\n\n");
      }
      String token = call.open() ? "" : "adminToken";
      String title = call.id() + ": " + call.summary();
      request(text, title, call, token, Map.of(), call.body());
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static void request(
      StringBuilder text,
      String title,
      Call call,
      String token,
      Map<String, String> headers,
      JsonObject body) {
    text.append("### ").append(title).append('\n');
    text.append(call.method()).append(" {{baseUrl}}").append(call.path()).append('\n');
    if (!token.isEmpty()) {
      text.append("Authorization: Bearer {{").append(token).append("}}\n");
    }
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
    if (body != null) {
      text.append("Content-Type: application/json\n\n").append(body.encodePrettily()).append('\n');
    }
    text.append('\n');
  }

  private static void keep(StringBuilder text, String member, String variable) {
    text.append("> {% client.global.set(\"")
        .append(variable)
        .append("\", response.body.")
        .append(member)
        .append("); %}\n\n");
  }
}
