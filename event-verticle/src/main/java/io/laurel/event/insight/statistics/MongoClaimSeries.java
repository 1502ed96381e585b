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
import io.laurel.mongo.MongoCounts;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts claims, by the indexes of status and time, with the event before them or without, that
 * {@link io.laurel.event.insight.history.MongoClaimHistory} makes; of claims nothing else is read.
 * Few are read by one command, which puts each into its span; of many each span is counted, one
 * after the other: no command looks at more than one span holds.
 */
public final class MongoClaimSeries implements ClaimSeries {
  /** So many claims one command may read. */
  private static final int FEW = 5_000;

  private final MongoCollection claims;
  private final MongoCounts counts;
  private final int few;

  /** Counts in that database. */
  public MongoClaimSeries(MongoDatabase database) {
    this(database, FEW);
  }

  MongoClaimSeries(MongoDatabase database, int few) {
    this.claims = database.collection(ClaimDocuments.COLLECTION);
    this.counts = new MongoCounts(claims);
    this.few = few;
  }

  @Override
  public Future<Map<Instant, Map<ClaimStatus, Long>>> count(
      @Nullable String eventId, List<Instant> bounds) {
    Instant end = bounds.get(bounds.size() - 1);
    return counts
        .upTo(few + 1L, query(eventId, bounds.get(0), end))
        .compose(
            found -> {
              if (found == 0) {
                return Future.succeededFuture(Map.of());
              }
              return found > few ? eachSpan(eventId, bounds) : buckets(eventId, bounds);
            });
  }

  private Future<Map<Instant, Map<ClaimStatus, Long>>> eachSpan(
      @Nullable String eventId, List<Instant> bounds) {
    Promise<Map<Instant, Map<ClaimStatus, Long>>> done = Promise.promise();
    next(eventId, bounds, new HashMap<>(), 0, done);
    return done.future();
  }

  /** By itself each: a chain of futures would grow with every span. */
  private void next(
      @Nullable String eventId,
      List<Instant> bounds,
      Map<Instant, Map<ClaimStatus, Long>> counted,
      int span,
      Promise<Map<Instant, Map<ClaimStatus, Long>>> done) {
    if (span == bounds.size() - 1) {
      done.complete(counted);
      return;
    }
    Instant begin = bounds.get(span);
    counts
        .by(STATUS, query(eventId, begin, bounds.get(span + 1)), ClaimStatuses.ALL)
        .onSuccess(
            found -> {
              counted.put(begin, ClaimStatuses.byStatus(found));
              next(eventId, bounds, counted, span + 1, done);
            })
        .onFailure(done::fail);
  }

  private Future<Map<Instant, Map<ClaimStatus, Long>>> buckets(
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
            .add(
                new JsonObject()
                    .put("$match", query(eventId, bounds.get(0), bounds.get(bounds.size() - 1))))
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

  private static JsonObject query(@Nullable String eventId, Instant from, Instant to) {
    JsonObject query = new JsonObject();
    putPresent(query, EVENT_ID, eventId);
    return ClaimStatuses.any(query).put(REQUESTED_AT, MongoDates.between(from, to));
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
