package io.laurel.event.insight.statistics;

import static io.laurel.event.claims.claim.ClaimDocuments.EVENT_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.REQUESTED_AT;
import static io.laurel.event.claims.claim.ClaimDocuments.REWARD_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.STATUS;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.claims.claim.ClaimDocuments;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoPages;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts claims, by the index of event, status and time that {@link
 * io.laurel.event.insight.history.MongoClaimHistory} makes.
 */
public final class MongoClaimCounts implements ClaimCounts {
  private static final String REWARD = "reward";
  private static final String CLAIMS = "claims";
  private static final String REWARDS = "rewards";
  private static final String COUNT = "count";

  private final MongoCollection claims;
  private final MongoPages pages;

  /** Counts in that database. */
  public MongoClaimCounts(MongoDatabase database) {
    this.claims = database.collection(ClaimDocuments.COLLECTION);
    this.pages = new MongoPages(claims, REQUESTED_AT);
  }

  @Override
  public Future<@Nullable Instant> oldest(String eventId) {
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

  private Future<@Nullable Instant> oldest(String eventId, ClaimStatus status) {
    return pages.oldest(new JsonObject().put(EVENT_ID, eventId).put(STATUS, status.name()));
  }

  /** An array is no key to group by: the embedded server takes some for others. */
  @Override
  public Future<Counted> count(String eventId, Instant from, Instant to) {
    JsonObject needed = new JsonObject().put(STATUS, 1).put(REWARDS, "$" + REWARD_ID);
    JsonObject both = new JsonObject().put(STATUS, "$" + STATUS).put(REWARD, "$" + REWARDS);
    JsonArray rewards =
        new JsonArray().add(new JsonObject().put("$unwind", "$" + REWARDS)).add(counted(both));
    JsonObject facets =
        new JsonObject()
            .put(CLAIMS, new JsonArray().add(counted("$" + STATUS)))
            .put(REWARDS, rewards);
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", query(eventId, from, to)))
            .add(new JsonObject().put("$project", needed))
            .add(new JsonObject().put("$facet", facets));
    return claims.aggregate(pipeline, 1).map(found -> toCounted(found.get(0)));
  }

  private static JsonObject query(String eventId, Instant from, Instant to) {
    JsonArray statuses = new JsonArray();
    Stream.of(ClaimStatus.values()).map(ClaimStatus::name).forEach(statuses::add);
    return new JsonObject()
        .put(EVENT_ID, eventId)
        // All there are: the index has the status between event and time.
        .put(STATUS, new JsonObject().put("$in", statuses))
        .put(REQUESTED_AT, new JsonObject().put("$gte", toDate(from)).put("$lt", toDate(to)));
  }

  private static JsonObject counted(Object key) {
    JsonObject group = new JsonObject().put(ID, key).put(COUNT, new JsonObject().put("$sum", 1));
    return new JsonObject().put("$group", group);
  }

  private static Counted toCounted(JsonObject facets) {
    Map<ClaimStatus, Long> byStatus = new EnumMap<>(ClaimStatus.class);
    for (JsonObject group : groups(facets, CLAIMS)) {
      byStatus.put(ClaimStatus.valueOf(group.getString(ID)), group.getLong(COUNT));
    }
    Map<String, Map<ClaimStatus, Long>> byReward = new HashMap<>();
    for (JsonObject group : groups(facets, REWARDS)) {
      JsonObject key = group.getJsonObject(ID);
      byReward
          .computeIfAbsent(key.getString(REWARD), none -> new EnumMap<>(ClaimStatus.class))
          .put(ClaimStatus.valueOf(key.getString(STATUS)), group.getLong(COUNT));
    }
    return new Counted(byStatus, byReward);
  }

  private static List<JsonObject> groups(JsonObject facets, String name) {
    return facets.getJsonArray(name).stream().map(JsonObject.class::cast).toList();
  }
}
