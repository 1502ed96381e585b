package io.laurel.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A format of a streamed answer.
 *
 * @param mediaType as the contract names it
 * @param filename under which a browser saves it
 */
record RowFormat(String mediaType, String filename, RowWriter writer) {
  /** As the answer's head names it. */
  String contentType() {
    return mediaType + writer.parameters();
  }

  /** The rows of one page. */
  Buffer rows(JsonArray items) {
    Buffer text = Buffer.buffer();
    items.forEach(item -> writer.append(text, (JsonObject) item));
    return text;
  }
}
