package io.laurel.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts documents of a collection without reading them: where an index begins with the query's
 * fields, and holds the one that they are counted by, an engine needs nothing else. The embedded
 * one needs even no entry between the first and the last.
 */
public final class MongoCounts {
  private static final String COUNT = "count";

  private final MongoCollection collection;

  /** Of that collection. */
  public MongoCounts(MongoCollection collection) {
    this.collection = collection;
  }

  /**
   * How many documents match, by the text in a field; only of texts that some have. One command, so
   * each document is counted once, whatever changes meanwhile.
   *
   * @param most different texts at most
   */
  public Future<Map<String, Long>> by(String field, JsonObject query, int most) {
    return groups(List.of(match(query), group("$" + field)), most)
        .map(
            found -> {
              Map<String, Long> counts = new HashMap<>();
              found.forEach(
                  each -> counts.put(each.getString(MongoCollection.ID), each.getLong(COUNT)));
              return counts;
            });
  }

  /** How many documents match, or {@code most} where there are more. */
  public Future<Long> upTo(long most, JsonObject query) {
    JsonObject limit = new JsonObject().put("$limit", most);
    return groups(List.of(match(query), limit, group(null)), 1)
        .map(found -> found.isEmpty() ? 0 : found.get(0).getLong(COUNT));
  }

  private static JsonObject match(JsonObject query) {
    return new JsonObject().put("$match", query);
  }

  private static JsonObject group(@Nullable String key) {
    JsonObject one = new JsonObject().put("$sum", 1);
    return new JsonObject()
        .put("$group", new JsonObject().put(MongoCollection.ID, key).put(COUNT, one));
  }

  private Future<List<JsonObject>> groups(List<JsonObject> pipeline, int most) {
    return collection.aggregate(new JsonArray(pipeline), most);
  }
}
