package io.laurel.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer that HTTP carries as rows, page after page of an operation that is a list on the bus:
 * {@code x-stream} in the contract. Each page is {@code {items, nextCursor?}}, and the next one is
 * asked for with the same message and that {@code cursor}.
 *
 * @param parameter names the format; null where only {@code Accept} chooses one, as it does where
 *     that parameter is not sent
 * @param bom asks for a byte order mark before rows in CSV; null where nothing does
 * @param formats media types by format; the first is the default
 * @param columns fields of an item, in the order of a row
 * @param filename under which a browser saves it, without ending
 */
public record Streamed(
    @Nullable String parameter,
    @Nullable String bom,
    Map<String, String> formats,
    List<String> columns,
    String filename) {
  /** The parameter of a list that says where a page begins. */
  public static final String CURSOR = "cursor";

  /** Copies the columns. */
  public Streamed {
    columns = List.copyOf(columns);
  }

  static Streamed of(JsonObject node) {
    JsonObject declared = node.getJsonObject("formats");
    Map<String, String> formats = new LinkedHashMap<>();
    declared.fieldNames().forEach(name -> formats.put(name, declared.getString(name)));
    return new Streamed(
        node.getString("parameter"),
        node.getString("bom"),
        formats,
        node.getJsonArray("columns", new JsonArray()).stream().map(String.class::cast).toList(),
        node.getString("filename"));
  }
}
