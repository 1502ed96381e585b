package io.laurel.contract;

import static io.laurel.contract.OperationReader.require;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an operation answers when all is well. */
final class SuccessReader {
  private final References references;

  SuccessReader(References references) {
    this.references = references;
  }

  /**
   * Reads that of an operation.
   *
   * @throws IllegalArgumentException where it has none, or one that cannot be served
   */
  Operation.Success read(String id, JsonObject node) {
    JsonObject responses = node.getJsonObject("responses");
    List<String> statuses =
        responses.fieldNames().stream().filter(name -> name.startsWith("2")).toList();
    require(statuses.size() == 1, id, "needs exactly one 2xx response");
    require(responses.containsKey("default"), id, "needs a problem as default response");
    JsonObject response = responses.getJsonObject(statuses.get(0));
    Map<String, @Nullable String> headers = new LinkedHashMap<>();
    JsonObject declared = response.getJsonObject("headers", new JsonObject());
    for (String name : declared.fieldNames()) {
      headers.put(name, references.inline(declared.getJsonObject(name)).getString("x-template"));
    }
    int status = Integer.parseInt(statuses.get(0));
    JsonObject content = response.getJsonObject("content");
    if (node.containsKey("x-stream")) {
      Streamed streamed = Streamed.of(node.getJsonObject("x-stream"));
      return new Operation.Success(
          status, headers, page(id, node, content, streamed), streamed, false);
    }
    JsonObject schema =
        content == null
            ? null
            : references.inline(content.getJsonObject("application/json").getJsonObject("schema"));
    boolean conditional = responses.containsKey("304");
    require(!conditional || headers.containsKey("ETag"), id, "has a 304 and no ETag");
    return new Operation.Success(status, headers, schema, null, conditional);
  }

  /** The schema of one page of a streamed answer. */
  private JsonObject page(String id, JsonObject node, JsonObject content, Streamed streamed) {
    require(
        content.fieldNames().equals(Set.copyOf(streamed.formats().values())),
        id,
        "must answer the media types that it streams");
    JsonObject page = references.inline(node.getJsonObject("x-stream").getJsonObject("page"));
    JsonObject items = page.getJsonObject("properties").getJsonObject("items");
    require(
        items
            .getJsonObject("items")
            .getJsonObject("properties")
            .fieldNames()
            .containsAll(streamed.columns()),
        id,
        "streams columns that its items do not have");
    return page;
  }
}
