package io.laurel.paging;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param limit items on the page, 1–100
 * @param after where the page before ended; null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {
  /**
   * Out of an admitted message ({@code limit}, {@code cursor}). Fails with {@code invalid-cursor}.
   */
  public static PageRequest of(JsonObject message) {
    return new PageRequest(message.getInteger("limit"), Cursor.decode(message.getString("cursor")));
  }
}
