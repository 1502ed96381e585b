package io.laurel.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** One JSON object a line. */
record JsonLines() implements RowWriter {
  /** JSON is UTF-8 anyway, and its media types have no parameter for that. */
  @Override
  public String parameters() {
    return "";
  }

  @Override
  public String head() {
    return "";
  }

  @Override
  public void append(Buffer text, JsonObject row) {
    text.appendString(row.encode()).appendString("\n");
  }
}
