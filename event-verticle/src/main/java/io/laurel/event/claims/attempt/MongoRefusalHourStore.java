package io.laurel.event.claims.attempt;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoCollection.Upsert;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Counts of refusals in the collection {@code refusals}, a document for each slot. */
public final class MongoRefusalHourStore implements RefusalHourStore {
  private static final String EVENT_ID = "eventId";
  private static final String AT = "at";
  private static final String CODE = "code";
  private static final String COUNT = "count";
  private static final String TOKENS = "tokens";

  /** So many writers may come between a write whose answer was lost and its repeat. */
  private static final int REMEMBERED = 16;

  private static final int BATCH = 10_000;

  private final MongoCollection refusals;

  /** A store in that database. */
  public MongoRefusalHourStore(MongoDatabase database) {
    this.refusals = database.collection("refusals");
  }

  @Override
  public Future<Void> prepare() {
    return Future.all(
            refusals.index(new JsonObject().put(EVENT_ID, 1).put(AT, 1)),
            refusals.index(new JsonObject().put(AT, 1)))
        .mapEmpty();
  }

  /**
   * A slot that holds the token matches nothing, so its upsert meets a duplicate key; so does the
   * first write of a slot that lost a race, which matches when it is done again.
   */
  @Override
  public Future<Void> add(String token, Map<Slot, Long> counts) {
    List<Upsert> all =
        counts.entrySet().stream()
            .map(count -> upsert(token, count.getKey(), count.getValue()))
            .toList();
    return refusals
        .upsertAll(all)
        .compose(
            first ->
                first.refused().isEmpty()
                    ? Future.succeededFuture(first)
                    : refusals.upsertAll(first.refused().stream().map(all::get).toList()))
        .mapEmpty();
  }

  private static Upsert upsert(String token, Slot slot, long count) {
    String id = slot.eventId() + "/" + slot.at().toEpochMilli() + "/" + slot.code();
    JsonObject query = new JsonObject().put(ID, id).put(TOKENS, new JsonObject().put("$ne", token));
    JsonObject last =
        new JsonObject().put("$each", new JsonArray().add(token)).put("$slice", -REMEMBERED);
    return new Upsert(
        query,
        new JsonObject()
            .put("$inc", new JsonObject().put(COUNT, count))
            .put("$push", new JsonObject().put(TOKENS, last))
            .put(
                "$setOnInsert",
                new JsonObject()
                    .put(EVENT_ID, slot.eventId())
                    .put(AT, toDate(slot.at()))
                    .put(CODE, slot.code())));
  }

  @Override
  public Future<List<Refused>> ofEvent(String eventId, Instant from, Instant to) {
    return sums(within(from, to).put(EVENT_ID, eventId));
  }

  @Override
  public Future<List<Refused>> ofAll(Instant from, Instant to) {
    return sums(within(from, to));
  }

  private static JsonObject within(Instant from, Instant to) {
    return new JsonObject().put(AT, MongoDates.between(from, to));
  }

  private Future<List<Refused>> sums(JsonObject query) {
    JsonObject slot = new JsonObject().put(AT, "$" + AT).put(CODE, "$" + CODE);
    JsonObject sum =
        new JsonObject().put(ID, slot).put(COUNT, new JsonObject().put("$sum", "$" + COUNT));
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", query))
            .add(new JsonObject().put("$group", sum));
    return refusals
        .aggregate(pipeline, BATCH)
        .map(found -> found.stream().map(MongoRefusalHourStore::toRefused).toList());
  }

  private static Refused toRefused(JsonObject group) {
    JsonObject slot = group.getJsonObject(ID);
    return new Refused(fromDate(slot, AT), slot.getString(CODE), group.getLong(COUNT));
  }
}
