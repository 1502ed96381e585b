package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.MongoActivityStore.AMOUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.AT;
import static io.laurel.event.facts.activity.MongoActivityStore.COUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.DAY;
import static io.laurel.event.facts.activity.MongoActivityStore.ENTRIES;
import static io.laurel.event.facts.activity.MongoActivityStore.ENTRY_ID;
import static io.laurel.event.facts.activity.MongoActivityStore.MAX;
import static io.laurel.event.facts.activity.MongoActivityStore.SUBJECT;
import static io.laurel.event.facts.activity.MongoActivityStore.SUM;
import static io.laurel.event.facts.activity.MongoActivityStore.TYPE;
import static io.laurel.event.facts.activity.MongoActivityStore.USER_ID;
import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.facts.activity.Fold.Fact;
import io.laurel.mongo.MongoCollection.Upsert;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The two writes of which recording is made. */
final class BucketWrites {
  private BucketWrites() {}

  /** Counts all these facts of one bucket, or, where it holds one of them or lacks room, none. */
  static Upsert counting(BucketKey key, List<Fact> facts) {
    JsonArray hashes = new JsonArray();
    JsonArray entries = new JsonArray();
    long sum = 0;
    long max = 0;
    for (Fact fact : facts) {
      long amount = fact.activity().amount();
      sum += amount;
      max = Math.max(max, amount);
      hashes.add(fact.hash());
      entries.add(
          new JsonObject()
              .put(ENTRY_ID, fact.hash())
              .put(AT, toDate(fact.activity().at()))
              .put(AMOUNT, amount));
    }
    JsonObject open =
        new JsonObject()
            .put(ID, key.id())
            .put(COUNT, new JsonObject().put("$lte", Bucket.MAX_ENTRIES - facts.size()))
            .put(ENTRIES + "." + ENTRY_ID, new JsonObject().put("$nin", hashes));
    JsonObject update =
        new JsonObject()
            .put("$inc", new JsonObject().put(COUNT, facts.size()).put(SUM, sum))
            .put("$max", new JsonObject().put(MAX, max))
            .put("$push", new JsonObject().put(ENTRIES, new JsonObject().put("$each", entries)))
            .put("$setOnInsert", names(key));
    return new Upsert(open, update);
  }

  private static JsonObject names(BucketKey key) {
    JsonObject names =
        new JsonObject()
            .put(USER_ID, key.userId())
            .put(TYPE, key.type())
            .put(DAY, key.day().toString());
    return key.subject() == null ? names : names.put(SUBJECT, key.subject());
  }

  /** Raises the highest amount ever; done twice it is as done once. */
  static Upsert raising(Activity activity) {
    JsonObject names = new JsonObject().put(USER_ID, activity.userId()).put(TYPE, activity.type());
    return new Upsert(
        new JsonObject().put(ID, BucketKey.highestId(activity.userId(), activity.type())),
        new JsonObject()
            .put("$max", new JsonObject().put(MAX, activity.amount()))
            .put("$setOnInsert", names));
  }
}
