package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.MongoActivityStore.COUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.DAY;
import static io.laurel.event.facts.activity.MongoActivityStore.ENTRIES;
import static io.laurel.event.facts.activity.MongoActivityStore.ENTRY_ID;
import static io.laurel.event.facts.activity.MongoActivityStore.SUBJECT;
import static io.laurel.event.facts.activity.MongoActivityStore.TYPE;
import static io.laurel.event.facts.activity.MongoActivityStore.USER_ID;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.mongo.MongoCollection;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What recording reads, in one command: buckets by their ids, and all of some days. */
final class BucketLook {
  /** So many come with the first answer: more than any bound makes of a day. */
  private static final int BUCKETS_OF_A_DAY = 100_000;

  private final Set<String> ids = new LinkedHashSet<>();
  private final JsonArray hashes = new JsonArray();
  private final List<SubjectDay> days;

  /** The facts of one type and day have the same filter, but for the user. */
  private record TypeDay(String type, LocalDate day) {}

  private BucketLook(Collection<Fold> folds, List<SubjectDay> days) {
    this.days = days;
    for (Fold fold : folds) {
      ids.add(fold.key().id());
      fold.hashes().forEach(hashes::add);
    }
  }

  /** The buckets of these facts. */
  static BucketLook at(Collection<Fold> folds) {
    return new BucketLook(folds, List.of());
  }

  /** The buckets of these facts, and what tells which of their subjects are there. */
  static BucketLook at(Collection<Fold> folds, BatchSubjects subjects) {
    BucketLook look = new BucketLook(folds, subjects.days());
    look.ids.addAll(subjects.buckets());
    return look;
  }

  /** The buckets: what they are of, how many entries they hold, which of the ids in question. */
  Future<List<JsonObject>> in(MongoCollection activities) {
    JsonObject held =
        new JsonObject()
            .put(
                "$setIntersection",
                new JsonArray().add("$" + ENTRIES + "." + ENTRY_ID).add(hashes));
    JsonObject fields = new JsonObject().put(COUNT, 1).put(ENTRIES, held);
    List.of(USER_ID, TYPE, DAY, SUBJECT).forEach(name -> fields.put(name, 1));
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", query()))
            .add(new JsonObject().put("$project", fields));
    long expected = ids.size() + 1 + (long) days.size() * BUCKETS_OF_A_DAY;
    return activities.aggregate(pipeline, (int) Math.min(Integer.MAX_VALUE, expected));
  }

  /** Every alternative is served by an index: of the id, or of user, type and day. */
  private JsonObject query() {
    JsonObject byId = new JsonObject().put(ID, in(ids));
    if (days.isEmpty()) {
      return byId;
    }
    JsonArray alternatives = new JsonArray().add(byId);
    Map<TypeDay, Set<String>> users = new LinkedHashMap<>();
    for (SubjectDay day : days) {
      users
          .computeIfAbsent(new TypeDay(day.type(), day.day()), key -> new LinkedHashSet<>())
          .add(day.userId());
    }
    users.forEach(
        (of, those) ->
            alternatives.add(
                new JsonObject()
                    .put(USER_ID, in(those))
                    .put(TYPE, of.type())
                    .put(DAY, of.day().toString())));
    return new JsonObject().put("$or", alternatives);
  }

  private static JsonObject in(Set<String> values) {
    return new JsonObject().put("$in", new JsonArray(List.copyOf(values)));
  }
}
