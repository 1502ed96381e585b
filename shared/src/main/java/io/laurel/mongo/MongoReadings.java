package io.laurel.mongo;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be read of a collection by those who may not write to it, and how it is found fast. */
public interface MongoReadings {
  /** The document that matches, or null. */
  Future<@Nullable JsonObject> findOne(JsonObject query);

  /** The documents that match, at most {@code options.limit}. */
  Future<List<JsonObject>> find(JsonObject query, FindOptions options);

  /** The documents that match, at most {@code limit} of them, in no order. */
  Future<List<JsonObject>> find(JsonObject query, int limit);

  /** How many documents match. */
  Future<Long> count(JsonObject query);

  /** Makes an index unless it is there. */
  Future<Void> index(JsonObject keys);

  /** Makes an index, unless it is there, of the documents alone that have one of these fields. */
  Future<Void> sparseIndex(JsonObject keys);

  /** Makes a unique index unless it is there. */
  Future<Void> uniqueIndex(JsonObject keys);

  /** Makes a unique index, unless it is there, of the documents alone that have its fields. */
  Future<Void> sparseUniqueIndex(JsonObject keys);
}
