package io.laurel.auth.throttle;

import io.laurel.auth.throttle.LoginFailures.Mark;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failures in the collection {@code attempts}, one document a key. */
final class MongoLoginFailureStore implements LoginFailureStore {
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
  MongoLoginFailureStore(MongoDatabase database) {
    this.attempts = database.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return attempts.index(new JsonObject().put(EXPIRES_AT, 1));
  }

  @Override
  public Future<@Nullable StoredFailures> find(String key) {
    return attempts
        .findOne(byKey(key))
        .map(document -> document == null ? null : toStored(document));
  }

  @Override
  public Future<Boolean> write(String key, @Nullable String seen, StoredFailures counted) {
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

  private static JsonObject toDocument(StoredFailures counted) {
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

  private static StoredFailures toStored(JsonObject document) {
    List<Mark> marks = new ArrayList<>();
    for (Object stored : document.getJsonArray(MARKS)) {
      JsonObject mark = (JsonObject) stored;
      marks.add(new Mark(mark.getString(KEY), MongoDates.fromDate(mark, AT)));
    }
    return new StoredFailures(
        document.getString(VERSION),
        new LoginFailures(
            marks, document.getInteger(WAITED), MongoDates.fromDateOrNull(document, RETRY_AT)),
        MongoDates.fromDate(document, EXPIRES_AT));
  }
}
