package io.laurel.event.statistics;

import static io.laurel.event.claim.MongoClaimStore.EVENT_ID;
import static io.laurel.event.claim.MongoClaimStore.REQUESTED_AT;
import static io.laurel.event.claim.MongoClaimStore.REWARD_ID;
import static io.laurel.event.claim.MongoClaimStore.STATUS;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.claim.ClaimStatus;
import io.laurel.event.claim.MongoClaimStore;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Counts the claims that {@link MongoClaimStore} keeps, by the index of event, status and time that
 * {@link io.laurel.event.history.MongoClaimHistory} makes.
 */
public final class MongoClaimCounts implements ClaimCounts {
  private static final String STATUS_KEY = "status";
  private static final String REWARDS_KEY = "rewards";
  private static final String COUNT = "count";
  private static final int BATCH = 1_000;

  private final MongoCollection claims;

  /** Counts in that database. */
  public MongoClaimCounts(MongoDatabase database) {
    this.claims = database.collection(MongoClaimStore.COLLECTION);
  }

  @Override
  public Future<Instant> oldest(String eventId) {
    List<Future<Instant>> each =
        Stream.of(ClaimStatus.values()).map(status -> oldest(eventId, status)).toList();
    return Future.all(each)
        .map(
            all ->
                each.stream()
                    .map(Future::result)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null));
  }

  private Future<Instant> oldest(String eventId, ClaimStatus status) {
    JsonObject query = new JsonObject().put(EVENT_ID, eventId).put(STATUS, status.name());
    FindOptions first =
        new FindOptions()
            .setSort(new JsonObject().put(REQUESTED_AT, 1).put(ID, 1))
            .setFields(new JsonObject().put(REQUESTED_AT, 1))
            .setLimit(1);
    return claims
        .find(query, first)
        .map(found -> found.isEmpty() ? null : fromDate(found.get(0), REQUESTED_AT));
  }

  @Override
  public Future<List<Alike>> count(String eventId, Instant from, Instant to) {
    JsonArray statuses = new JsonArray();
    Stream.of(ClaimStatus.values()).map(ClaimStatus::name).forEach(statuses::add);
    JsonObject query =
        new JsonObject()
            .put(EVENT_ID, eventId)
            // All there are: the index has the status between event and time.
            .put(STATUS, new JsonObject().put("$in", statuses))
            .put(REQUESTED_AT, new JsonObject().put("$gte", toDate(from)).put("$lt", toDate(to)));
    JsonObject alike =
        new JsonObject().put(STATUS_KEY, "$" + STATUS).put(REWARDS_KEY, "$" + REWARD_ID);
    JsonObject group = new JsonObject().put(ID, alike).put(COUNT, new JsonObject().put("$sum", 1));
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", query))
            .add(new JsonObject().put("$group", group));
    return claims
        .aggregate(pipeline, BATCH)
        .map(found -> found.stream().map(MongoClaimCounts::toAlike).toList());
  }

  private static Alike toAlike(JsonObject group) {
    JsonObject key = group.getJsonObject(ID);
    return new Alike(
        ClaimStatus.valueOf(key.getString(STATUS_KEY)),
        key.getJsonArray(REWARDS_KEY).stream().map(String.class::cast).toList(),
        group.getLong(COUNT));
  }
}
