package io.laurel.auth.throttle;

import io.laurel.auth.throttle.Attempts.Mark;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Attempts in the collection {@code attempts}, one document a key. */
final class MongoAttemptStore implements AttemptStore {
  private static final String COLLECTION = "attempts";
  private static final String VERSION = "version";
  private static final String MARKS = "marks";
  private static final String KEY = "key";
  private static final String AT = "at";
  private static final String WAITED = "waited";
  private static final String RETRY_AT = "retryAt";
  private static final String EXPIRES_AT = "expiresAt";

  private final MongoCollection attempts;

  /** A store in that database. */
  MongoAttemptStore(MongoDatabase database) {
    this.attempts = database.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return attempts.index(new JsonObject().put(EXPIRES_AT, 1));
  }

  @Override
  public Future<Counted> find(String key) {
    return attempts
        .findOne(byKey(key))
        .map(document -> document == null ? null : toCounted(document));
  }

  @Override
  public Future<Boolean> write(String key, String seen, Counted counted) {
    JsonObject document = toDocument(counted);
    return seen == null
        ? attempts.insertIfAbsent(document.put(MongoCollection.ID, key))
        : attempts
            .findOneAndUpdate(byKey(key).put(VERSION, seen), new JsonObject().put("$set", document))
            .map(written -> written != null);
  }

  @Override
  public Future<Void> clear(String key) {
    return attempts.deleteAll(byKey(key));
  }

  @Override
  public Future<Void> clearExpired(Instant now) {
    return attempts.deleteAll(
        new JsonObject().put(EXPIRES_AT, new JsonObject().put("$lte", MongoDates.toDate(now))));
  }

  private static JsonObject byKey(String key) {
    return new JsonObject().put(MongoCollection.ID, key);
  }

  private static JsonObject toDocument(Counted counted) {
    JsonArray marks = new JsonArray();
    counted
        .attempts()
        .marks()
        .forEach(
            mark ->
                marks.add(
                    new JsonObject().put(KEY, mark.key()).put(AT, MongoDates.toDate(mark.at()))));
    return new JsonObject()
        .put(VERSION, counted.version())
        .put(MARKS, marks)
        .put(WAITED, counted.attempts().waited())
        .put(RETRY_AT, MongoDates.toDate(counted.attempts().retryAt()))
        .put(EXPIRES_AT, MongoDates.toDate(counted.expiresAt()));
  }

  private static Counted toCounted(JsonObject document) {
    List<Mark> marks = new ArrayList<>();
    for (Object stored : document.getJsonArray(MARKS)) {
      JsonObject mark = (JsonObject) stored;
      marks.add(new Mark(mark.getString(KEY), MongoDates.fromDate(mark, AT)));
    }
    return new Counted(
        document.getString(VERSION),
        new Attempts(marks, document.getInteger(WAITED), MongoDates.fromDate(document, RETRY_AT)),
        MongoDates.fromDate(document, EXPIRES_AT));
  }
}
