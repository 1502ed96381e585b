package io.laurel.revocation;

import io.laurel.mongo.DuplicateKeyException;
import io.laurel.mongo.MongoBatches;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Revocations in the collection {@code revocations} of the auth database: a small document for each
 * account and session concerned. The database server itself sets {@code at}, so that a reader who
 * asks for what is new depends on no other clock.
 */
public final class MongoRevocationStore implements RevocationStore {
  private static final String COLLECTION = "revocations";
  private static final String EPOCH = "epoch";
  private static final String KEPT = "kept";
  private static final String KEPT_FROM = "keptFrom";
  private static final String AT = "at";
  private static final String EXPIRES_AT = "expiresAt";
  private static final int BATCH = 1_000;

  private final MongoCollection revocations;

  /** A store in that database. */
  public MongoRevocationStore(MongoDatabase database) {
    this.revocations = database.collection(COLLECTION);
  }

  @Override
  public Future<Void> prepare() {
    return revocations
        .index(new JsonObject().put(AT, 1))
        .compose(done -> revocations.index(new JsonObject().put(EXPIRES_AT, 1)));
  }

  /**
   * A duplicate key means that there is one of this id which the filter refused, or that two first
   * ones raced. The second try tells: it finds the other one, and the filter alone decides.
   */
  @Override
  public Future<Void> add(Revocation revocation, Instant expiresAt) {
    return upsert(revocation, expiresAt)
        .recover(cause -> isDuplicate(cause) ? upsert(revocation, expiresAt) : failed(cause))
        .recover(cause -> isDuplicate(cause) ? Future.succeededFuture() : failed(cause));
  }

  private Future<Void> upsert(Revocation revocation, Instant expiresAt) {
    JsonObject older =
        new JsonObject()
            .put(MongoCollection.ID, revocation.id())
            .put(EPOCH, new JsonObject().put("$lt", revocation.epoch()));
    JsonObject written =
        new JsonObject()
            .put(EPOCH, revocation.epoch())
            .put(KEPT, revocation.kept())
            .put(KEPT_FROM, revocation.keptFrom())
            .put(EXPIRES_AT, MongoDates.toDate(expiresAt));
    return revocations.upsert(
        older,
        new JsonObject().put("$set", written).put("$currentDate", new JsonObject().put(AT, true)));
  }

  private static boolean isDuplicate(Throwable cause) {
    return cause instanceof DuplicateKeyException;
  }

  private static Future<Void> failed(Throwable cause) {
    return Future.failedFuture(cause);
  }

  @Override
  public Future<Batch> read(@Nullable Instant from) {
    JsonObject query = new JsonObject();
    if (from != null) {
      query.put(AT, new JsonObject().put("$gte", MongoDates.toDate(from)));
    }
    return revocations
        .find(query, new FindOptions().setBatchSize(BATCH))
        .map(MongoRevocationStore::toBatch);
  }

  private static Batch toBatch(List<JsonObject> documents) {
    return new Batch(
        documents.stream().map(MongoRevocationStore::toRevocation).toList(),
        documents.stream()
            .map(document -> MongoDates.fromDate(document, AT))
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static Revocation toRevocation(JsonObject document) {
    return new Revocation(
        document.getString(MongoCollection.ID),
        document.getLong(EPOCH),
        document.getString(KEPT),
        document.getLong(KEPT_FROM));
  }

  @Override
  public Future<Void> deleteExpired(Instant now) {
    JsonObject past = new JsonObject().put("$lt", MongoDates.toDate(now));
    return new MongoBatches(revocations).delete(new JsonObject().put(EXPIRES_AT, past));
  }
}
