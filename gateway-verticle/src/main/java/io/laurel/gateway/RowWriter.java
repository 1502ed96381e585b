package io.laurel.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** Writes rows as text. */
sealed interface RowWriter permits CsvRows, JsonLines {
  /** What stands behind the media type; perhaps nothing. */
  String parameters();

  /** What comes before the first row; perhaps nothing. */
  String head();

  /** Adds one row. */
  void append(Buffer text, JsonObject row);
}
