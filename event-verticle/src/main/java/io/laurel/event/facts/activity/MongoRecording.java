package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.MongoActivityStore.COUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.ENTRIES;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.event.facts.activity.Fold.Fact;
import io.laurel.failure.Failure;
import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoCollection.Upsert;
import io.laurel.mongo.MongoCollection.Upserted;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way to being counted, by one unordered bulk of upserts. Where no bucket meets
 * more than a few facts, each is a write of its own and goes at once, and only what is refused
 * makes it read the buckets, to tell why: a bucket holds the id, or is full, or two first writers
 * raced; only then it is done again. Where a bucket meets many, its facts are one upsert, which
 * counts all of them or none, and the buckets are read first, so that what was sent before cannot
 * be in the way of what is new. At most two commands either way, unless another sender sends the
 * same at the same moment.
 */
final class MongoRecording {
  /**
   * So often facts are written together. Each refusal means that another sender was faster with one
   * of them, or with the room; after as many each is written by itself, and then each refusal says
   * all there is to know.
   */
  private static final int ROUNDS_TOGETHER = 3;

  /**
   * With one more a bucket can be made between; what is still open then is a fault of the engine.
   */
  private static final int MAX_ROUNDS = ROUNDS_TOGETHER + 3;

  /** So many writes a bucket takes singly: that is cheaper than to read all buckets first. */
  static final int FEW = 16;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final MongoCollection activities;
  private final BatchSubjects subjects;
  private final Recorded[] results;
  private final Map<String, Activity> raises = new HashMap<>();
  private final boolean together;
  private List<Fold> folds;
  private int rounds;

  /** One upsert; {@code fold} null where it raises the highest amount. */
  private record Write(String bucket, @Nullable Fold fold, List<Fact> facts, Upsert upsert) {}

  MongoRecording(MongoCollection activities, SubjectBound bound, List<Activity> batch) {
    this.activities = activities;
    this.results = new Recorded[batch.size()];
    Map<BucketKey, Fold> byBucket = new LinkedHashMap<>();
    for (int i = 0; i < batch.size(); i++) {
      Activity activity = batch.get(i);
      byBucket
          .computeIfAbsent(BucketKey.of(activity), key -> new Fold(key, results))
          .add(activity, i);
      if (Highest.isKept(activity.type())) {
        raises.merge(
            BucketKey.highestId(activity.userId(), activity.type()),
            activity,
            MongoRecording::higher);
      }
    }
    this.folds = List.copyOf(byBucket.values());
    this.together = folds.stream().anyMatch(fold -> fold.hashes().size() > FEW);
    this.subjects = new BatchSubjects(bound, folds);
  }

  private static Activity higher(Activity one, Activity other) {
    return one.amount() >= other.amount() ? one : other;
  }

  Future<List<Recorded>> run() {
    return (together || subjects.mustLook() ? lookFirst().compose(seen -> write()) : write())
        .onComplete(done -> subjects.leave(done.succeeded()));
  }

  private Future<List<Recorded>> write() {
    List<Write> writes = writes();
    if (writes.isEmpty()) {
      return Future.succeededFuture(Arrays.asList(results));
    }
    if (++rounds > MAX_ROUNDS) {
      return Failure.unavailable("Too many activities at once; send them again.", RETRY_AFTER)
          .asFuture();
    }
    return activities
        .upsertAll(writes.stream().map(Write::upsert).toList())
        .map(upserted -> settle(writes, upserted))
        .compose(settled -> look())
        .compose(seen -> write());
  }

  private List<Write> writes() {
    List<Write> writes = new ArrayList<>();
    boolean apart = !together || rounds >= ROUNDS_TOGETHER;
    for (Fold fold : folds) {
      for (List<Fact> facts : fold.writes(apart)) {
        writes.add(
            new Write(fold.key().id(), fold, facts, BucketWrites.counting(fold.key(), facts)));
      }
    }
    raises.forEach(
        (bucket, activity) ->
            writes.add(new Write(bucket, null, List.of(), BucketWrites.raising(activity))));
    // Two batches that take the same documents in the same order cannot block each other.
    writes.sort(Comparator.comparing(Write::bucket));
    return writes;
  }

  private Void settle(List<Write> writes, Upserted upserted) {
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      if (upserted.refused().contains(i)) {
        continue;
      }
      Fold fold = write.fold();
      if (fold == null) {
        raises.remove(write.bucket());
      } else {
        fold.written(write.facts());
        if (upserted.made().contains(i)) {
          subjects.made(fold.key());
        }
      }
    }
    forgetSettled();
    return null;
  }

  private void forgetSettled() {
    folds = folds.stream().filter(fold -> !fold.isSettled()).toList();
  }

  /** Reads what the write must know: the buckets, and the subjects that are there. */
  private Future<Void> lookFirst() {
    return BucketLook.at(folds, subjects)
        .in(activities)
        .map(
            buckets -> {
              subjects.seen(buckets, folds);
              return take(buckets);
            });
  }

  /** Reads the buckets of what is open. */
  private Future<Void> look() {
    return folds.isEmpty()
        ? Future.succeededFuture()
        : BucketLook.at(folds).in(activities).map(this::take);
  }

  private Void take(List<JsonObject> found) {
    Map<String, JsonObject> buckets =
        found.stream().collect(Collectors.toMap(bucket -> bucket.getString(ID), one -> one));
    for (Fold fold : folds) {
      JsonObject bucket = buckets.get(fold.key().id());
      if (bucket != null) {
        fold.seen(bucket.getInteger(COUNT), held(bucket));
      }
    }
    forgetSettled();
    return null;
  }

  private static Collection<String> held(JsonObject bucket) {
    return bucket.getJsonArray(ENTRIES).stream().map(String.class::cast).toList();
  }
}
