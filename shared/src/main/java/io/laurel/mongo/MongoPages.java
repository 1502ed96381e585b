package io.laurel.mongo;

import io.laurel.paging.Cursor;
import io.laurel.paging.Page;
import io.laurel.paging.PageOrder;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keyset pages of a collection by (time, id), newest first or oldest; each is one query. */
public final class MongoPages {
  private final MongoReadings collection;
  private final String timeField;

  /** Pages by {@code timeField}, a date that never changes; {@link #index} serves them. */
  public MongoPages(MongoReadings collection, String timeField) {
    this.collection = collection;
    this.timeField = timeField;
  }

  /**
   * Has an index for pages of what equals in these fields, or of everything.
   *
   * @param fields asked for by the query, in the index's order
   */
  public Future<Void> index(String... fields) {
    JsonObject keys = new JsonObject();
    for (String field : fields) {
      keys.put(field, 1);
    }
    return collection.index(sort(keys, PageOrder.NEWEST_FIRST));
  }

  /** An index serves both orders: it is walked from either end. */
  private JsonObject sort(JsonObject keys, PageOrder order) {
    int direction = order == PageOrder.NEWEST_FIRST ? -1 : 1;
    return keys.put(timeField, direction).put(MongoCollection.ID, direction);
  }

  /** One page of what matches, newest first. */
  public <T> Future<Page<T>> find(
      JsonObject query,
      PageRequest page,
      Function<JsonObject, T> item,
      Function<T, Cursor> cursor) {
    return find(query, PageOrder.NEWEST_FIRST, page, item, cursor);
  }

  /**
   * One page of what matches.
   *
   * @param query not changed; of the time it may ask for a range, and it has no {@code $or}
   * @param item makes an item of a document
   * @param cursor where the list goes on after an item
   */
  public <T> Future<Page<T>> find(
      JsonObject query,
      PageOrder order,
      PageRequest page,
      Function<JsonObject, T> item,
      Function<T, Cursor> cursor) {
    FindOptions options =
        new FindOptions()
            .setSort(sort(new JsonObject(), order))
            .setLimit(page.limit() + 1)
            .setBatchSize(page.limit() + 1);
    return collection
        .find(page.after() == null ? query : after(query, order, page.after()), options)
        .map(found -> Page.of(found.stream().map(item).toList(), page.limit(), cursor));
  }

  /** The time of the oldest document that matches; null where none does. */
  public Future<@Nullable Instant> oldest(JsonObject query) {
    FindOptions first =
        new FindOptions()
            .setSort(sort(new JsonObject(), PageOrder.OLDEST_FIRST))
            .setFields(new JsonObject().put(timeField, 1))
            .setLimit(1);
    return collection
        .find(query, first)
        .map(found -> found.isEmpty() ? null : MongoDates.fromDate(found.get(0), timeField));
  }

  private JsonObject after(JsonObject query, PageOrder order, Cursor cursor) {
    String beyond = order == PageOrder.NEWEST_FIRST ? "$lt" : "$gt";
    MongoDate at = MongoDates.toDate(cursor.at());
    JsonArray rest =
        new JsonArray()
            .add(new JsonObject().put(timeField, new JsonObject().put(beyond, at)))
            .add(
                new JsonObject()
                    .put(timeField, at)
                    .put(MongoCollection.ID, new JsonObject().put(beyond, cursor.id())));
    JsonObject narrowed = query.copy();
    JsonObject times = narrowed.getJsonObject(timeField, new JsonObject());
    // Says nothing new, but no engine sees by itself that the alternatives are one range.
    return narrowed.put(timeField, times.put(beyond + "e", at)).put("$or", rest);
  }
}
