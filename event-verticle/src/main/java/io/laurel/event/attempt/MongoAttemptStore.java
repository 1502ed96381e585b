package io.laurel.event.attempt;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoCollection.Upsert;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Refused attempts in the collection {@code attempts}. */
public final class MongoAttemptStore implements AttemptStore {
  private static final String EVENT_ID = "eventId";
  private static final String REWARD_ID = "rewardId";
  private static final String USER_ID = "userId";
  private static final String COUNT = "count";
  private static final String LAST_CODE = "lastCode";
  private static final String LAST_AT = "lastAt";

  private final MongoCollection attempts;

  /** A store in that database. */
  public MongoAttemptStore(MongoDatabase database) {
    this.attempts = database.collection("attempts");
  }

  @Override
  public Future<Void> prepare() {
    return attempts.index(new JsonObject().put(EVENT_ID, 1).put(LAST_AT, -1).put(ID, -1));
  }

  @Override
  public Future<Void> refused(Attempted what, String code, Instant at) {
    JsonObject update =
        new JsonObject()
            .put("$inc", new JsonObject().put(COUNT, 1L))
            .put("$set", new JsonObject().put(LAST_CODE, code).put(LAST_AT, toDate(at)))
            .put(
                "$setOnInsert",
                new JsonObject()
                    .put(EVENT_ID, what.eventId())
                    .put(REWARD_ID, what.rewardId())
                    .put(USER_ID, what.userId()));
    List<Upsert> one = List.of(new Upsert(new JsonObject().put(ID, id(what)), update));
    // A first one that lost a race finds the document now.
    return attempts
        .upsertAll(one)
        .compose(lost -> lost.isEmpty() ? Future.succeededFuture(lost) : attempts.upsertAll(one))
        .mapEmpty();
  }

  @Override
  public Future<Attempts> find(Attempted what) {
    return attempts
        .findOne(new JsonObject().put(ID, id(what)))
        .map(
            document ->
                document == null
                    ? null
                    : new Attempts(
                        what,
                        document.getLong(COUNT),
                        document.getString(LAST_CODE),
                        fromDate(document, LAST_AT)));
  }

  /** Ids of ours, made of letters and digits. */
  private static String id(Attempted what) {
    return what.eventId() + "/" + what.rewardId() + "/" + what.userId();
  }
}
