package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.MongoActivityStore.COUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.DAY;
import static io.laurel.event.facts.activity.MongoActivityStore.MAX;
import static io.laurel.event.facts.activity.MongoActivityStore.SUBJECT;
import static io.laurel.event.facts.activity.MongoActivityStore.SUM;
import static io.laurel.event.facts.activity.MongoActivityStore.TYPE;
import static io.laurel.event.facts.activity.MongoActivityStore.USER_ID;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.event.facts.activity.ActivityStore.FactRange;
import io.laurel.event.facts.activity.Fact.Place;
import io.laurel.mongo.MongoReadings;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Facts out of buckets, along an index that has them in order: all of it in one direction, which
 * the embedded server wants, and the buckets of a fact beside each other.
 */
final class MongoFactReading {
  private MongoFactReading() {}

  /** Serves these readings. */
  static JsonObject index() {
    return new JsonObject().put(USER_ID, 1).mergeIn(order());
  }

  private static JsonObject order() {
    return new JsonObject().put(DAY, -1).put(TYPE, -1).put(SUBJECT, -1);
  }

  /** A fact has as many buckets as a day has chunks, so that all of the first ones are read. */
  static Future<List<Fact>> of(MongoReadings activities, FactRange range, int limit) {
    int buckets = limit * BucketKey.CHUNKS;
    JsonObject fields = new JsonObject().put(ID, 0);
    List.of(DAY, TYPE, SUBJECT, COUNT, SUM, MAX).forEach(field -> fields.put(field, 1));
    FindOptions options =
        new FindOptions()
            .setSort(order())
            .setFields(fields)
            .setLimit(buckets)
            .setBatchSize(buckets);
    return activities.find(query(range), options).map(found -> folded(found, limit));
  }

  private static JsonObject query(FactRange range) {
    // What belongs to no day is no fact of one.
    JsonObject days = new JsonObject().put("$gte", range.from() == null ? "" : text(range.from()));
    if (range.to() != null) {
      days.put("$lt", text(range.to()));
    }
    JsonObject query = new JsonObject().put(USER_ID, range.userId()).put(DAY, days);
    Place after = range.after();
    if (after == null) {
      return query;
    }
    // Says nothing new, but no engine sees by itself that the alternatives are one range.
    days.put("$lte", text(after.day()));
    return query.put("$or", behind(after));
  }

  private static JsonArray behind(Place after) {
    JsonObject sameDay = new JsonObject().put(DAY, text(after.day()));
    JsonObject sameType = sameDay.copy().put(TYPE, after.type());
    JsonArray behind =
        new JsonArray()
            .add(new JsonObject().put(DAY, new JsonObject().put("$lt", text(after.day()))))
            .add(sameDay.copy().put(TYPE, new JsonObject().put("$lt", after.type())));
    return after.subject() == null
        ? behind
        : behind
            .add(sameType.copy().put(SUBJECT, new JsonObject().put("$lt", after.subject())))
            .add(sameType.copy().putNull(SUBJECT));
  }

  private static String text(LocalDate day) {
    return day.toString();
  }

  private static List<Fact> folded(List<JsonObject> buckets, int limit) {
    List<Fact> facts = new ArrayList<>();
    for (JsonObject bucket : buckets) {
      Fact fact = toFact(bucket);
      Fact last = facts.isEmpty() ? null : facts.get(facts.size() - 1);
      if (last != null && last.place().equals(fact.place())) {
        facts.set(facts.size() - 1, last.plus(fact));
      } else {
        facts.add(fact);
      }
    }
    return facts.subList(0, Math.min(limit, facts.size()));
  }

  private static Fact toFact(JsonObject bucket) {
    return new Fact(
        new Place(
            LocalDate.parse(bucket.getString(DAY)),
            bucket.getString(TYPE),
            bucket.getString(SUBJECT)),
        bucket.getLong(COUNT, 0L),
        bucket.getLong(SUM, 0L),
        bucket.getLong(MAX));
  }
}
