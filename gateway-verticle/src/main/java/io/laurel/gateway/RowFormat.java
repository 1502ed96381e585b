package io.laurel.gateway;

import io.laurel.contract.Streamed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A format of a streamed answer.
 *
 * @param mediaType as the contract names it
 * @param filename under which a browser saves it
 */
record RowFormat(String mediaType, String filename, RowWriter writer) {
  /**
   * The formats of an answer by their names.
   *
   * @throws IllegalArgumentException where one of them is unknown here
   */
  static Map<String, RowFormat> of(Streamed streamed) {
    Map<String, RowFormat> formats = new LinkedHashMap<>();
    streamed
        .formats()
        .forEach(
            (name, mediaType) ->
                formats.put(
                    name,
                    new RowFormat(
                        mediaType, streamed.filename() + "." + name, writer(name, streamed))));
    return formats;
  }

  private static RowWriter writer(String name, Streamed streamed) {
    return switch (name) {
      case "csv" -> new CsvRows(streamed.columns());
      case "ndjson" -> new JsonLines();
      default -> throw new IllegalArgumentException("Rows cannot be written as " + name);
    };
  }

  /** The rows of one page. */
  Buffer rows(JsonArray items) {
    Buffer text = Buffer.buffer();
    items.forEach(item -> writer.append(text, (JsonObject) item));
    return text;
  }
}
