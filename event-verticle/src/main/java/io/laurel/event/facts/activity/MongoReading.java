package io.laurel.event.facts.activity;

import static io.laurel.event.facts.activity.MongoActivityStore.AMOUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.AT;
import static io.laurel.event.facts.activity.MongoActivityStore.COUNT;
import static io.laurel.event.facts.activity.MongoActivityStore.DAY;
import static io.laurel.event.facts.activity.MongoActivityStore.ENTRIES;
import static io.laurel.event.facts.activity.MongoActivityStore.MAX;
import static io.laurel.event.facts.activity.MongoActivityStore.SUBJECT;
import static io.laurel.event.facts.activity.MongoActivityStore.SUM;
import static io.laurel.event.facts.activity.MongoActivityStore.TYPE;
import static io.laurel.event.facts.activity.MongoActivityStore.USER_ID;
import static io.laurel.mongo.MongoCollection.ID;

import io.laurel.event.facts.activity.Source.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One reading as an aggregation. The database adds up what nobody asks apart, so that what comes
 * back grows with what is asked and not with what a player did.
 */
final class MongoReading {
  /**
   * Between the parts of a group's key: types and days have none, and what follows is a subject.
   */
  private static final String SLASH = "/";

  private static final String NOTHING = "";

  /** No document has this field: where a value is of it, nothing is pushed. */
  private static final String ABSENT = "$none";

  private static final String TIMES = "times";
  private static final String AMOUNTS = "amounts";

  private final Reading reading;
  private final Set<String> whole;
  private final Set<String> named;

  MongoReading(Reading reading) {
    this.reading = reading;
    this.whole = new TreeSet<>();
    this.named = new TreeSet<>();
    for (Source source : reading.sources()) {
      if (source.span() == Span.WINDOW) {
        (source.subject() == null ? whole : named).add(source.type());
      }
    }
    named.removeAll(whole);
  }

  JsonArray pipeline() {
    return new JsonArray()
        .add(new JsonObject().put("$match", query()))
        .add(new JsonObject().put("$group", groups()));
  }

  /** Every alternative is served by an index: of user, type and day, or of the id. */
  private JsonObject query() {
    List<JsonObject> alternatives = new ArrayList<>();
    List<String> highest =
        reading.sources().stream()
            .filter(source -> source.span() == Span.EVER)
            .map(source -> BucketKey.highestId(reading.userId(), source.type()))
            .toList();
    if (!highest.isEmpty()) {
      alternatives.add(new JsonObject().put(ID, in(highest)));
    }
    if (!whole.isEmpty()) {
      alternatives.add(ofTypes(whole));
    }
    if (!named.isEmpty()) {
      alternatives.add(ofTypes(named).put(SUBJECT, in(subjectsOf(named))));
    }
    return alternatives.size() == 1
        ? alternatives.get(0)
        : new JsonObject().put("$or", new JsonArray(alternatives));
  }

  private JsonObject ofTypes(Set<String> types) {
    return new JsonObject()
        .put(USER_ID, reading.userId())
        .put(TYPE, in(types))
        .put(
            DAY,
            new JsonObject()
                .put("$gte", reading.first().toString())
                .put("$lte", reading.last().toString()));
  }

  private Set<String> subjectsOf(Set<String> types) {
    Set<String> subjects = new TreeSet<>();
    for (Source source : reading.sources()) {
      String subject = source.subject();
      if (subject != null && types.contains(source.type())) {
        subjects.add(subject);
      }
    }
    return subjects;
  }

  private JsonObject groups() {
    JsonArray key =
        new JsonArray()
            .add("$" + TYPE)
            .add(SLASH)
            .add(orNothing("$" + DAY))
            .add(SLASH)
            .add(about());
    JsonObject groups =
        new JsonObject()
            .put(ID, new JsonObject().put("$concat", key))
            .put(COUNT, new JsonObject().put("$sum", "$" + COUNT))
            .put(SUM, new JsonObject().put("$sum", "$" + SUM))
            .put(MAX, new JsonObject().put("$max", "$" + MAX));
    if (reading.cut().isEmpty()) {
      return groups;
    }
    JsonObject moments =
        new JsonObject()
            .put(
                "$map",
                new JsonObject()
                    .put("input", "$" + ENTRIES)
                    .put("in", new JsonObject().put("$toLong", "$$this." + AT)));
    JsonObject lists =
        new JsonObject().put(TIMES, moments).put(AMOUNTS, "$" + ENTRIES + "." + AMOUNT);
    return groups.put(ENTRIES, new JsonObject().put("$push", ofCutDays(lists)));
  }

  /** The subject where somebody asks for it, and nothing where only for all of its type. */
  private Object about() {
    Set<String> apart = subjectsOf(whole);
    if (named.isEmpty() && apart.isEmpty()) {
      return NOTHING;
    }
    JsonArray asked = new JsonArray();
    if (!named.isEmpty()) {
      asked.add(isIn(TYPE, named));
    }
    if (!apart.isEmpty()) {
      asked.add(isIn(SUBJECT, apart));
    }
    return choice(new JsonObject().put("$or", asked), orNothing("$" + SUBJECT), NOTHING);
  }

  /** Entries can be many; they come along only for the days that are judged by them. */
  private JsonObject ofCutDays(JsonObject value) {
    List<String> days = reading.cut().stream().map(LocalDate::toString).toList();
    return choice(isIn(DAY, days), value, ABSENT);
  }

  private static JsonObject choice(JsonObject condition, Object yes, Object no) {
    return new JsonObject().put("$cond", new JsonArray().add(condition).add(yes).add(no));
  }

  private static JsonObject orNothing(String field) {
    return new JsonObject().put("$ifNull", new JsonArray().add(field).add(NOTHING));
  }

  /** Literally: what somebody names could be taken for a field. */
  private static JsonObject isIn(String field, Collection<String> values) {
    JsonObject literal = new JsonObject().put("$literal", array(values));
    return new JsonObject().put("$in", new JsonArray().add("$" + field).add(literal));
  }

  private static JsonObject in(Collection<String> values) {
    return new JsonObject().put("$in", array(values));
  }

  private static JsonArray array(Collection<String> values) {
    return new JsonArray(List.copyOf(values));
  }

  /** What one of the results says. */
  static Bucket bucket(JsonObject group) {
    String key = group.getString(ID);
    int day = key.indexOf(SLASH) + 1;
    int subject = key.indexOf(SLASH, day) + 1;
    String date = key.substring(day, subject - 1);
    return new Bucket(
        key.substring(0, day - 1),
        orNull(key.substring(subject)),
        date.isEmpty() ? null : LocalDate.parse(date),
        group.getLong(COUNT),
        group.getLong(SUM),
        group.getLong(MAX),
        entries(group));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<Bucket.Entry> entries(JsonObject group) {
    List<Bucket.Entry> entries = new ArrayList<>();
    for (Object each : group.getJsonArray(ENTRIES, new JsonArray())) {
      JsonArray times = ((JsonObject) each).getJsonArray(TIMES);
      JsonArray amounts = ((JsonObject) each).getJsonArray(AMOUNTS);
      for (int i = 0; i < times.size(); i++) {
        entries.add(new Bucket.Entry(Instant.ofEpochMilli(times.getLong(i)), amounts.getLong(i)));
      }
    }
    return entries;
  }
}
