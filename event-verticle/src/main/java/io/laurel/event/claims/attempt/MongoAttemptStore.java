package io.laurel.event.claims.attempt;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.facts.condition.Measured;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoCollection.Upsert;
import io.laurel.mongo.MongoCounts;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDate;
import io.laurel.mongo.MongoDates;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refused attempts in the collection {@code attempts}. */
public final class MongoAttemptStore implements AttemptStore {
  private static final String EVENT_ID = "eventId";
  private static final String REWARD_ID = "rewardId";
  private static final String USER_ID = "userId";
  private static final String COUNT = "count";
  private static final String CODES = "codes";
  private static final String FIRST_AT = "firstAt";
  private static final String LAST_CODE = "lastCode";
  private static final String LAST_AT = "lastAt";
  private static final String RECENT = "recent";
  private static final String AT = "at";
  private static final String CODE = "code";
  private static final String CONDITIONS = "conditions";
  private static final int BATCH = 1_000;

  private final MongoCollection attempts;
  private final MongoPages pages;

  /** A store in that database. */
  public MongoAttemptStore(MongoDatabase database) {
    this.attempts = database.collection("attempts");
    this.pages = new MongoPages(attempts, FIRST_AT);
  }

  /** No index holds what a further attempt changes, so counting one writes the document alone. */
  @Override
  public Future<Void> prepare() {
    return Future.all(pages.index(EVENT_ID), pages.index(EVENT_ID, USER_ID)).mapEmpty();
  }

  @Override
  public Future<Void> refused(Attempted what, Attempt attempt) {
    String code = attempt.code();
    MongoDate at = toDate(attempt.at());
    JsonObject update =
        new JsonObject()
            .put("$inc", new JsonObject().put(COUNT, 1L).put(CODES + "." + code, 1L))
            .put("$set", new JsonObject().put(LAST_CODE, code).put(LAST_AT, at))
            .put("$push", new JsonObject().put(RECENT, last(toDocument(attempt))))
            .put(
                "$setOnInsert",
                new JsonObject()
                    .put(EVENT_ID, what.eventId())
                    .put(REWARD_ID, what.rewardId())
                    .put(USER_ID, what.userId())
                    .put(FIRST_AT, toDate(attempt.at())));
    List<Upsert> one = List.of(new Upsert(new JsonObject().put(ID, what.id()), update));
    // A first one that lost a race finds the document now.
    return attempts
        .upsertAll(one)
        .compose(
            first ->
                first.refused().isEmpty() ? Future.succeededFuture(first) : attempts.upsertAll(one))
        .mapEmpty();
  }

  /** Behind those that are there, of which the oldest goes where there are enough. */
  private static JsonObject last(JsonObject attempt) {
    return new JsonObject()
        .put("$each", new JsonArray().add(attempt))
        .put("$slice", -Attempts.RECENT);
  }

  private static JsonObject toDocument(Attempt attempt) {
    JsonObject document = new JsonObject().put(AT, toDate(attempt.at())).put(CODE, attempt.code());
    return attempt.conditions().isEmpty()
        ? document
        : document.put(CONDITIONS, Measured.toJson(attempt.conditions()));
  }

  private static Attempt toAttempt(JsonObject document) {
    return new Attempt(
        fromDate(document, AT),
        document.getString(CODE),
        Measured.fromJson(document.getJsonArray(CONDITIONS, new JsonArray())));
  }

  @Override
  public Future<Attempts> find(Attempted what) {
    return attempts
        .findOne(new JsonObject().put(ID, what.id()))
        .map(document -> document == null ? null : toAttempts(document));
  }

  @Override
  public Future<Page<Attempts>> list(String eventId, @Nullable String userId, PageRequest page) {
    JsonObject query = new JsonObject().put(EVENT_ID, eventId);
    return pages.find(
        userId == null ? query : query.put(USER_ID, userId),
        page,
        MongoAttemptStore::toAttempts,
        Attempts::cursor);
  }

  @Override
  public Future<Instant> oldest(String eventId) {
    return pages.oldest(new JsonObject().put(EVENT_ID, eventId));
  }

  @Override
  public Future<Long> countUpTo(long most, String eventId, Instant from, Instant to) {
    return new MongoCounts(attempts).upTo(most, refused(eventId, from, to));
  }

  private static JsonObject refused(String eventId, Instant from, Instant to) {
    return new JsonObject().put(EVENT_ID, eventId).put(FIRST_AT, MongoDates.between(from, to));
  }

  @Override
  public Future<Map<String, Long>> countByCode(String eventId, Instant from, Instant to) {
    JsonObject each = new JsonObject().put(CODES, new JsonObject().put("$objectToArray", "$codes"));
    JsonObject sum =
        new JsonObject().put(ID, "$codes.k").put(COUNT, new JsonObject().put("$sum", "$codes.v"));
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", refused(eventId, from, to)))
            .add(new JsonObject().put("$project", each))
            .add(new JsonObject().put("$unwind", "$codes"))
            .add(new JsonObject().put("$group", sum));
    return attempts
        .aggregate(pipeline, BATCH)
        .map(
            found ->
                found.stream()
                    .collect(
                        Collectors.toMap(
                            group -> group.getString(ID), group -> group.getLong(COUNT))));
  }

  private static Attempts toAttempts(JsonObject document) {
    List<Attempt> recent =
        document.getJsonArray(RECENT, new JsonArray()).stream()
            .map(attempt -> toAttempt((JsonObject) attempt))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(recent);
    return new Attempts(
        new Attempted(
            document.getString(EVENT_ID),
            document.getString(REWARD_ID),
            document.getString(USER_ID)),
        document.getLong(COUNT),
        fromDate(document, FIRST_AT),
        document.getString(LAST_CODE),
        fromDate(document, LAST_AT),
        recent);
  }
}
