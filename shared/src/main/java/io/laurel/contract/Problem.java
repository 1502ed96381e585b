package io.laurel.contract;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a code of the contract stands for.
 *
 * @param status the one status that it comes with
 * @param meaning what went wrong
 * @param remedy what its reader does about it
 */
public record Problem(String code, int status, String meaning, String remedy) {
  static final String CATALOG = "x-problems";

  /** Those that the schema {@code ProblemCode} of a document lists, by code; none without it. */
  static Map<String, Problem> of(JsonObject document) {
    JsonObject catalog =
        document
            .getJsonObject("components", new JsonObject())
            .getJsonObject("schemas", new JsonObject())
            .getJsonObject("ProblemCode", new JsonObject())
            .getJsonObject(CATALOG, new JsonObject());
    Map<String, Problem> problems = new LinkedHashMap<>();
    for (String code : catalog.fieldNames()) {
      JsonObject entry = catalog.getJsonObject(code);
      problems.put(
          code,
          new Problem(
              code, entry.getInteger("status"), entry.getString("means"), entry.getString("do")));
    }
    return problems;
  }
}
