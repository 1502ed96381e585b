package io.laurel.throttle;

import io.laurel.mongo.MongoBatches;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.throttle.FailedTries.Mark;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures in a collection, one document a key. */
public final class MongoTryStore implements TryStore {
  private static final String VERSION = "version";
  private static final String MARKS = "marks";
  private static final String KEY = "key";
  private static final String AT = "at";
  private static final String WAITED = "waited";
  private static final String RETRY_AT = "retryAt";
  private static final String EXPIRES_AT = "expiresAt";

  private final MongoCollection attempts;
  private final boolean alone;

  private MongoTryStore(MongoDatabase database, String collection, boolean alone) {
    this.attempts = database.collection(collection);
    this.alone = alone;
  }

  /** A store in that collection, in which there is nothing else. */
  public static MongoTryStore in(MongoDatabase database, String collection) {
    return new MongoTryStore(database, collection, true);
  }

  /** A store among the other documents of that collection, which are many. */
  public static MongoTryStore among(MongoDatabase database, String collection) {
    return new MongoTryStore(database, collection, false);
  }

  @Override
  public Future<Void> prepare() {
    JsonObject keys = new JsonObject().put(EXPIRES_AT, 1);
    return alone ? attempts.index(keys) : attempts.sparseIndex(keys);
  }

  @Override
  public Future<@Nullable StoredTries> find(String key) {
    return attempts
        .findOne(byKey(key))
        .map(document -> document == null ? null : toStored(document));
  }

  @Override
  public Future<Boolean> write(String key, @Nullable String seen, StoredTries counted) {
    JsonObject document = toDocument(counted);
    return seen == null
        ? attempts.insertIfAbsent(document.put(MongoCollection.ID, key))
        : attempts
            .findOneAndUpdate(byKey(key).put(VERSION, seen), new JsonObject().put("$set", document))
            .map(written -> written != null);
  }

  @Override
  public Future<Void> clear(String key) {
    return attempts.deleteOne(byKey(key));
  }

  @Override
  public Future<Void> clearExpired(Instant now) {
    return new MongoBatches(attempts)
        .delete(
            new JsonObject().put(EXPIRES_AT, new JsonObject().put("$lte", MongoDates.toDate(now))));
  }

  private static JsonObject byKey(String key) {
    return new JsonObject().put(MongoCollection.ID, key);
  }

  private static JsonObject toDocument(StoredTries counted) {
    JsonArray marks = new JsonArray();
    counted
        .failures()
        .marks()
        .forEach(
            mark ->
                marks.add(
                    new JsonObject().put(KEY, mark.key()).put(AT, MongoDates.toDate(mark.at()))));
    return new JsonObject()
        .put(VERSION, counted.version())
        .put(MARKS, marks)
        .put(WAITED, counted.failures().waited())
        .put(RETRY_AT, MongoDates.toDate(counted.failures().retryAt()))
        .put(EXPIRES_AT, MongoDates.toDate(counted.expiresAt()));
  }

  /** What a document of such a store says. */
  public static StoredTries toStored(JsonObject document) {
    List<Mark> marks = new ArrayList<>();
    for (Object stored : document.getJsonArray(MARKS)) {
      JsonObject mark = (JsonObject) stored;
      marks.add(new Mark(mark.getString(KEY), MongoDates.fromDate(mark, AT)));
    }
    return new StoredTries(
        document.getString(VERSION),
        new FailedTries(
            marks, document.getInteger(WAITED), MongoDates.fromDateOrNull(document, RETRY_AT)),
        MongoDates.fromDate(document, EXPIRES_AT));
  }
}
