package io.laurel.auth.userimport;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One document of an export.
 *
 * @param number from 1
 * @param line of the file where it begins, from 1
 * @param document what is read of it; null where what stands there is none
 * @param fault why it cannot be taken over; null where reading found nothing
 */
record Row(int number, int line, @Nullable JsonObject document, @Nullable String fault) {
  /** Without the document, which holds an address and a hash. */
  @Override
  public String toString() {
    return "row " + number + ", line " + line;
  }
}
