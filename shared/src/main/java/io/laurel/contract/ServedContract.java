package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The contract as clients get it. What the files say once, or leave to be concluded, is written out
 * at each operation for tools that conclude nothing: who is admitted, where it is on the bus, by
 * which codes it refuses, an example of what it takes and of what it answers.
 */
final class ServedContract {
  private static final String DESCRIPTION = "description";
  private static final String RESPONSES = "responses";
  private static final String TOO_MANY = "429";

  private final JsonObject document;
  private final Map<String, Problem> problems;
  private final Examples examples;

  private ServedContract(JsonObject document, Map<String, Problem> problems) {
    this.document = document;
    this.problems = problems;
    this.examples = new Examples(document);
  }

  /**
   * Writes it out.
   *
   * @param document as the files have it; not changed
   * @throws IllegalArgumentException where an operation refuses by a code that is none
   */
  static JsonObject of(
      JsonObject document, List<Operation> operations, Map<String, Problem> problems) {
    ServedContract served = new ServedContract(document.copy(), problems);
    served.nameCodes();
    operations.forEach(served::complete);
    served.exemplifyMessages();
    return served.document;
  }

  private void nameCodes() {
    document
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject("ProblemCode")
        .put("enum", new JsonArray(List.copyOf(problems.keySet())));
  }

  private void complete(Operation operation) {
    String base = document.getJsonArray("servers").getJsonObject(0).getString("url");
    JsonObject node =
        document
            .getJsonObject("paths")
            .getJsonObject(operation.path().substring(base.length()))
            .getJsonObject(operation.method().toLowerCase(Locale.ROOT));
    node.put(DESCRIPTION, description(operation, node.getString(DESCRIPTION, "")));
    node.put(RESPONSES, responses(operation, node.getJsonObject(RESPONSES)));
    node.remove(Refusals.OWN);
    examples.complete(node);
  }

  private static String description(Operation operation, String own) {
    String bus =
        operation.address() == null ? "" : " · **Event bus:** `" + operation.address() + "`";
    return ("**Roles:** " + roles(operation.access()) + bus + "\n\n" + own).strip();
  }

  private static String roles(Access access) {
    if (access.open()) {
      return "none, anyone may";
    }
    return access.roles().isEmpty()
        ? "any, whoever is signed in"
        : access.roles().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
  }

  /** Those of the files, and one for each status that the operation refuses with. */
  private JsonObject responses(Operation operation, JsonObject own) {
    Map<String, List<Problem>> byStatus =
        operation.refusals().stream()
            .map(code -> problem(operation, code))
            .collect(
                Collectors.groupingBy(
                    problem -> Integer.toString(problem.status()),
                    TreeMap::new,
                    Collectors.toList()));
    JsonObject all = new JsonObject();
    own.fieldNames().stream()
        .filter(status -> !status.equals("default"))
        .forEach(status -> all.put(status, own.getValue(status)));
    byStatus.forEach((status, refusals) -> all.put(status, response(status, refusals)));
    return all.put("default", own.getValue("default"));
  }

  private Problem problem(Operation operation, String code) {
    Problem problem = problems.get(code);
    if (problem == null) {
      throw new IllegalArgumentException(
          "Contract: " + operation.id() + " refuses with " + code + ", which is no problem code");
    }
    return problem;
  }

  private static JsonObject response(String status, List<Problem> refusals) {
    String words =
        refusals.stream()
            .map(problem -> "- `" + problem.code() + "`: " + problem.meaning())
            .collect(Collectors.joining("\n"));
    JsonObject response = new JsonObject().put(DESCRIPTION, words);
    if (status.equals(TOO_MANY)) {
      JsonObject seconds = new JsonObject().put("type", "integer").put("minimum", 1);
      response.put(
          "headers",
          new JsonObject()
              .put(
                  "Retry-After",
                  new JsonObject()
                      .put(DESCRIPTION, "How many seconds to wait.")
                      .put("schema", seconds)));
    }
    JsonObject schema = new JsonObject().put("$ref", "#/components/schemas/Problem");
    return response
        .put("x-codes", new JsonArray(refusals.stream().map(Problem::code).toList()))
        .put(
            "content",
            new JsonObject()
                .put("application/problem+json", new JsonObject().put("schema", schema)));
  }

  /** What services announce and deliver; an operation may have the same name. */
  private void exemplifyMessages() {
    JsonObject webhooks = document.getJsonObject("webhooks", new JsonObject());
    for (String name : webhooks.fieldNames()) {
      JsonObject post = webhooks.getJsonObject(name).getJsonObject("post");
      post.put("operationId", "on." + name).put("security", new JsonArray());
      examples.complete(post);
    }
  }
}
