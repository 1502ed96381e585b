package io.laurel.event.facts.activity;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Activities in the collection {@code activities}, folded into a document a day and chunk. */
public final class MongoActivityStore implements ActivityStore {
  static final String USER_ID = "userId";
  static final String TYPE = "type";
  static final String SUBJECT = "subject";
  static final String DAY = "day";
  static final String COUNT = "count";
  static final String SUM = "sum";
  static final String MAX = "max";
  static final String ENTRIES = "entries";
  static final String ENTRY_ID = "id";
  static final String AT = "at";
  static final String AMOUNT = "amount";

  /** So many buckets come with the first answer; a year of one type has at most 2 928. */
  private static final int BATCH = 10_000;

  private final MongoCollection activities;
  private final SubjectBound subjects;

  /**
   * A store in that database.
   *
   * @param maxSubjects subjects of one user, type and day, at most
   */
  public MongoActivityStore(MongoDatabase database, int maxSubjects) {
    this.subjects = new SubjectBound(maxSubjects);
    this.activities = database.collection("activities");
  }

  @Override
  public Future<Void> prepare() {
    JsonObject byType = new JsonObject().put(USER_ID, 1).put(TYPE, 1).put(DAY, 1);
    return Future.all(activities.index(byType), activities.index(MongoFactReading.index()))
        .mapEmpty();
  }

  @Override
  public Future<List<Recorded>> record(List<Activity> batch) {
    return new MongoRecording(activities, subjects, batch).run();
  }

  @Override
  public Future<List<Bucket>> read(Reading reading) {
    JsonArray pipeline =
        new JsonArray()
            .add(new JsonObject().put("$match", query(reading)))
            .add(new JsonObject().put("$project", fields(reading.cut())));
    return activities
        .aggregate(pipeline, BATCH)
        .map(found -> found.stream().map(MongoActivityStore::toBucket).toList());
  }

  @Override
  public Future<Set<LocalDate>> days(String userId, String type) {
    JsonObject query = new JsonObject().put(USER_ID, userId).put(TYPE, type).put(DAY, any());
    FindOptions dayOnly =
        new FindOptions().setFields(new JsonObject().put(ID, 0).put(DAY, 1)).setBatchSize(BATCH);
    return activities
        .find(query, dayOnly)
        .map(
            found ->
                found.stream()
                    .map(document -> LocalDate.parse(document.getString(DAY)))
                    .collect(Collectors.toSet()));
  }

  @Override
  public Future<List<Fact>> facts(FactRange range, int limit) {
    return MongoFactReading.of(activities, range, limit);
  }

  /** Every alternative is served by an index: of user, type and day, or of the id. */
  private static JsonObject query(Reading reading) {
    Map<String, Collection<Source>> byType = new TreeMap<>();
    JsonArray alternatives = new JsonArray();
    for (Source source : reading.sources()) {
      switch (source.span()) {
        case EVER ->
            alternatives.add(
                new JsonObject().put(ID, BucketKey.highestId(reading.userId(), source.type())));
        case WINDOW -> byType.computeIfAbsent(source.type(), type -> new ArrayList<>()).add(source);
      }
    }
    byType.forEach((type, sources) -> alternatives.add(ofType(reading, type, sources)));
    return alternatives.size() == 1
        ? alternatives.getJsonObject(0)
        : new JsonObject().put("$or", alternatives);
  }

  private static JsonObject ofType(Reading reading, String type, Collection<Source> sources) {
    JsonObject days =
        new JsonObject()
            .put("$gte", reading.first().toString())
            .put("$lte", reading.last().toString());
    JsonObject query =
        new JsonObject().put(USER_ID, reading.userId()).put(TYPE, type).put(DAY, days);
    if (sources.stream().allMatch(source -> source.subject() != null)) {
      JsonArray subjects = new JsonArray();
      sources.stream().map(Source::subject).distinct().forEach(subjects::add);
      query.put(SUBJECT, new JsonObject().put("$in", subjects));
    }
    return query;
  }

  /** Entries can be many; they come along only for the days that are judged by them. */
  private static JsonObject fields(Set<LocalDate> cut) {
    JsonObject fields = new JsonObject().put(ID, 0);
    for (String field : List.of(TYPE, SUBJECT, DAY, COUNT, SUM, MAX)) {
      fields.put(field, 1);
    }
    if (cut.isEmpty()) {
      return fields;
    }
    JsonArray days = new JsonArray();
    cut.forEach(day -> days.add(day.toString()));
    JsonObject isCut = new JsonObject().put("$in", new JsonArray().add("$" + DAY).add(days));
    return fields.put(
        ENTRIES,
        new JsonObject()
            .put("$cond", new JsonArray().add(isCut).add("$" + ENTRIES).add(new JsonArray())));
  }

  private static JsonObject any() {
    return new JsonObject().put("$gte", "");
  }

  private static Bucket toBucket(JsonObject document) {
    String day = document.getString(DAY);
    return new Bucket(
        document.getString(TYPE),
        document.getString(SUBJECT),
        day == null ? null : LocalDate.parse(day),
        document.getLong(COUNT, 0L),
        document.getLong(SUM, 0L),
        document.getLong(MAX),
        document.getJsonArray(ENTRIES, new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(entry -> new Bucket.Entry(fromDate(entry, AT), entry.getLong(AMOUNT)))
            .toList());
  }
}
