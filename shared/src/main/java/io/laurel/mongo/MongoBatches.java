package io.laurel.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;

/**
 * Changes and deletions of however many documents match, so many at a time: one command for a
 * hundred thousand takes longer than a command may, the embedded database holds all of them in
 * memory until it has written them, and everybody else waits. Where it breaks off, those done are
 * done; asked again it goes on. The only way to touch many: a collection offers no other.
 */
public final class MongoBatches {
  /** So many take some ten milliseconds. */
  static final int SIZE = 500;

  private static final String ID = MongoCollection.ID;

  private final MongoCollection documents;

  /** Those of a collection. */
  public MongoBatches(MongoCollection documents) {
    this.documents = documents;
  }

  /**
   * Changes all that match, each by itself.
   *
   * @param update after which a document does not match any more; else this would have no end
   * @return how many were changed
   */
  public Future<Long> update(JsonObject query, JsonObject update) {
    return update(query, update, 0);
  }

  private Future<Long> update(JsonObject query, JsonObject update, long before) {
    return ids(query)
        .compose(
            ids ->
                ids.isEmpty()
                    ? Future.succeededFuture(before)
                    : documents
                        .updateAll(among(ids, query), update)
                        .compose(
                            done ->
                                ids.size() < SIZE
                                    ? Future.succeededFuture(before + done)
                                    : update(query, update, before + done)));
  }

  /** Deletes all that match. */
  public Future<Void> delete(JsonObject query) {
    return ids(query)
        .compose(
            ids ->
                ids.isEmpty()
                    ? Future.succeededFuture()
                    : documents
                        .deleteAll(among(ids, query))
                        .compose(
                            done -> ids.size() < SIZE ? Future.succeededFuture() : delete(query)));
  }

  private Future<List<String>> ids(JsonObject query) {
    FindOptions some =
        new FindOptions().setFields(new JsonObject().put(ID, 1)).setLimit(SIZE).setBatchSize(SIZE);
    return documents
        .find(query, some)
        .map(found -> found.stream().map(document -> document.getString(ID)).toList());
  }

  /** Of these, those that match still. */
  private static JsonObject among(List<String> ids, JsonObject query) {
    return query.copy().put(ID, new JsonObject().put("$in", new JsonArray(ids)));
  }
}
