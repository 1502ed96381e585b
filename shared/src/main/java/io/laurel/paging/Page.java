package io.laurel.paging;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items the items, newest first
 * @param next where the next page begins; null on the last one
 */
public record Page<T>(List<T> items, @Nullable Cursor next) {
  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page out of what a store found when asked for one more than the page holds.
   *
   * @param found at most {@code limit + 1} items, newest first
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, cursor.apply(items.get(limit - 1)));
  }

  /** As answered: {@code {items, nextCursor?}}. */
  public JsonObject toJson(Function<T, JsonObject> item) {
    JsonArray array = new JsonArray();
    items.forEach(each -> array.add(item.apply(each)));
    JsonObject json = new JsonObject().put("items", array);
    return next == null ? json : json.put("nextCursor", next.encode());
  }
}
