package io.laurel.event.facts.activity;

import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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

  /** So many come with the first answer: a year of 27 types, or the subjects of ten full days. */
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
    return activities
        .aggregate(new MongoReading(reading).pipeline(), BATCH)
        .map(found -> found.stream().map(MongoReading::bucket).toList());
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

  private static JsonObject any() {
    return new JsonObject().put("$gte", "");
  }
}
