package io.laurel.event.insight.statistics;

import static io.laurel.event.claims.claim.ClaimDocuments.EVENT_ID;
import static io.laurel.event.claims.claim.ClaimDocuments.REQUESTED_AT;
import static io.laurel.event.claims.claim.ClaimDocuments.STATUS;
import static io.laurel.json.JsonFields.putPresent;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.claims.claim.ClaimDocuments;
import io.laurel.event.claims.claim.ClaimStatus;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counts claims, by the indexes of status and time, with the event before them or without, that
 * {@link io.laurel.event.insight.history.MongoClaimHistory} makes; of claims nothing else is read.
 */
public final class MongoClaimSeries implements ClaimSeries {
  private final MongoCollection claims;

  /** Counts in that database. */
  public MongoClaimSeries(MongoDatabase database) {
    this.claims = database.collection(ClaimDocuments.COLLECTION);
  }

  @Override
  public Future<Map<Instant, Map<ClaimStatus, Long>>> count(
      @Nullable String eventId, List<Instant> bounds) {
    JsonArray dates = new JsonArray();
    bounds.forEach(bound -> dates.add(toDate(bound)));
    JsonObject needed = new JsonObject().put(ID, 0).put(STATUS, 1).put(REQUESTED_AT, 1);
    JsonObject spans =
        new JsonObject()
            .put("groupBy", "$" + REQUESTED_AT)
            .put("boundaries", dates)
            .put("output", eachStatus());
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", query(eventId, bounds)))
            .add(new JsonObject().put("$project", needed))
            .add(new JsonObject().put("$bucket", spans));
    return claims
        .aggregate(pipeline, bounds.size())
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.toMap(span -> fromDate(span, ID), MongoClaimSeries::byStatus)));
  }

  private static JsonObject query(@Nullable String eventId, List<Instant> bounds) {
    JsonArray statuses = new JsonArray();
    Stream.of(ClaimStatus.values()).map(ClaimStatus::name).forEach(statuses::add);
    JsonObject query = new JsonObject();
    putPresent(query, EVENT_ID, eventId);
    return query
        // All there are: the indexes have the status before the time.
        .put(STATUS, new JsonObject().put("$in", statuses))
        .put(
            REQUESTED_AT,
            new JsonObject()
                .put("$gte", toDate(bounds.get(0)))
                .put("$lt", toDate(bounds.get(bounds.size() - 1))));
  }

  private static JsonObject eachStatus() {
    JsonObject sums = new JsonObject();
    for (ClaimStatus status : ClaimStatus.values()) {
      JsonObject same =
          new JsonObject().put("$eq", new JsonArray().add("$" + STATUS).add(status.name()));
      JsonObject one = new JsonObject().put("$cond", new JsonArray().add(same).add(1).add(0));
      sums.put(status.name(), new JsonObject().put("$sum", one));
    }
    return sums;
  }

  private static Map<ClaimStatus, Long> byStatus(JsonObject span) {
    Map<ClaimStatus, Long> counts = new EnumMap<>(ClaimStatus.class);
    for (ClaimStatus status : ClaimStatus.values()) {
      counts.put(status, span.getLong(status.name()));
    }
    return counts;
  }
}
