package io.laurel.event.activity;

import static io.laurel.event.activity.MongoActivityStore.COUNT;
import static io.laurel.event.activity.MongoActivityStore.ENTRIES;
import static io.laurel.event.activity.MongoActivityStore.ENTRY_ID;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.failure.Failure;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoCollection.Upsert;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One batch on its way to being counted: one unordered bulk of upserts, and where some met a
 * duplicate key one read of their buckets, which tells why. Either the bucket holds the id, or it
 * is full, or two first writers raced; only then it is done again.
 */
final class MongoRecording {
  /** A bucket is made once, so each activity can lose one race; more is a fault of the engine. */
  private static final int MAX_ROUNDS = 10;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final MongoCollection activities;
  private final List<Activity> batch;
  private final Recorded[] results;
  private int rounds;

  /** A write, and the position of its activity; a raise of the highest amount has none to tell. */
  private record Write(Activity activity, int position, Upsert upsert) {
    boolean counts() {
      return position >= 0;
    }

    String bucket() {
      return upsert.query().getString(ID);
    }
  }

  MongoRecording(MongoCollection activities, List<Activity> batch) {
    this.activities = activities;
    this.batch = batch;
    this.results = new Recorded[batch.size()];
  }

  Future<List<Recorded>> run() {
    return batch.isEmpty() ? Future.succeededFuture(List.of()) : write(writes());
  }

  private List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    Map<String, Write> raises = new HashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      Activity activity = batch.get(i);
      writes.add(new Write(activity, i, MongoActivityStore.counting(activity)));
      if (Highest.isKept(activity.type())) {
        Write raise = new Write(activity, -1, MongoActivityStore.raising(activity));
        raises.merge(raise.bucket(), raise, MongoRecording::higher);
      }
    }
    writes.addAll(raises.values());
    // Two batches that take the same documents in the same order cannot block each other.
    writes.sort(Comparator.comparing(Write::bucket));
    return writes;
  }

  private static Write higher(Write one, Write other) {
    return one.activity().amount() >= other.activity().amount() ? one : other;
  }

  private Future<List<Recorded>> write(List<Write> writes) {
    if (++rounds > MAX_ROUNDS) {
      return Failure.unavailable("Too many activities at once; send them again.", RETRY_AFTER)
          .asFuture();
    }
    return activities
        .upsertAll(writes.stream().map(Write::upsert).toList())
        .compose(
            duplicates -> {
              List<Write> refused = new ArrayList<>();
              for (int i = 0; i < writes.size(); i++) {
                Write write = writes.get(i);
                if (duplicates.contains(i)) {
                  refused.add(write);
                } else if (write.counts()) {
                  results[write.position()] = Recorded.COUNTED;
                }
              }
              return refused.isEmpty()
                  ? Future.succeededFuture(Arrays.asList(results))
                  : explain(refused);
            });
  }

  private Future<List<Recorded>> explain(List<Write> refused) {
    return buckets(refused.stream().filter(Write::counts).toList())
        .compose(
            buckets -> {
              List<Write> again = new ArrayList<>();
              for (Write write : refused) {
                Recorded result =
                    write.counts() ? explain(write, buckets.get(write.bucket())) : null;
                if (result == null) {
                  again.add(write);
                } else {
                  results[write.position()] = result;
                }
              }
              return again.isEmpty()
                  ? Future.succeededFuture(Arrays.asList(results))
                  : write(again);
            });
  }

  private static Recorded explain(Write write, JsonObject bucket) {
    if (bucket == null) {
      return null;
    }
    if (bucket.getJsonArray(ENTRIES).contains(BucketKey.hashOf(write.activity().id()))) {
      return Recorded.DUPLICATE;
    }
    return bucket.getInteger(COUNT) >= Bucket.MAX_ENTRIES ? Recorded.FULL : null;
  }

  /** The buckets by id: how many entries they hold, and which of the ids in question. */
  private Future<Map<String, JsonObject>> buckets(Collection<Write> writes) {
    if (writes.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    Set<String> ids = writes.stream().map(Write::bucket).collect(Collectors.toSet());
    JsonArray hashes = new JsonArray();
    writes.forEach(write -> hashes.add(BucketKey.hashOf(write.activity().id())));
    JsonObject held =
        new JsonObject()
            .put(
                "$setIntersection",
                new JsonArray().add("$" + ENTRIES + "." + ENTRY_ID).add(hashes));
    JsonArray pipeline =
        new JsonArray()
            .add(
                new JsonObject()
                    .put(
                        "$match",
                        new JsonObject()
                            .put(ID, new JsonObject().put("$in", new JsonArray(List.copyOf(ids))))))
            .add(
                new JsonObject()
                    .put("$project", new JsonObject().put(COUNT, 1).put(ENTRIES, held)));
    return activities
        .aggregate(pipeline, ids.size() + 1)
        .map(
            found ->
                found.stream()
                    .collect(Collectors.toMap(bucket -> bucket.getString(ID), one -> one)));
  }
}
