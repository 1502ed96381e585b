package io.laurel.event.catalog.event;

import static io.laurel.mongo.MongoCollection.ID;
import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.fromDateOrNull;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.event.facts.condition.Conditions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Events as documents. */
final class EventDocuments {
  static final String STARTS_AT = "startsAt";
  static final String ENDS_AT = "endsAt";
  static final String CLAIM_UNTIL = "claimUntil";
  static final String STATE = "state";
  static final String VERSION = "version";
  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";

  /** The words of the name, by which it is found. */
  static final String WORDS = "words";

  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String CREATED_BY = "createdBy";
  private static final String PUBLISHED_AT = "publishedAt";
  private static final String FINGERPRINT = "fingerprint";

  /** What of an event may be absent. */
  static final List<String> OPTIONAL = List.of(DESCRIPTION);

  private EventDocuments() {}

  static JsonObject toDocument(Event event) {
    JsonObject document =
        new JsonObject()
            .put(ID, event.id())
            .put(NAME, event.terms().name())
            .put(WORDS, new JsonArray(Words.of(event.terms().name())))
            .put(STARTS_AT, toDate(event.schedule().startsAt()))
            .put(ENDS_AT, toDate(event.schedule().endsAt()))
            .put(CLAIM_UNTIL, toDate(event.schedule().claimUntil()))
            .put(STATE, event.state().name())
            .put(VERSION, event.version())
            .put(CREATED_BY, event.createdBy())
            .put(CREATED_AT, toDate(event.createdAt()))
            .put(UPDATED_AT, toDate(event.updatedAt()));
    event.conditions().addTo(document);
    event.terms().rules().addTo(document);
    if (event.terms().description() != null) {
      document.put(DESCRIPTION, event.terms().description());
    }
    if (event.publishedAt() != null) {
      document.put(PUBLISHED_AT, toDate(event.publishedAt()));
    }
    return event.fingerprint() == null ? document : document.put(FINGERPRINT, event.fingerprint());
  }

  static Event toEvent(JsonObject document) {
    return new Event(
        document.getString(ID),
        toTerms(document),
        EventState.valueOf(document.getString(STATE)),
        document.getInteger(VERSION),
        document.getString(CREATED_BY),
        fromDate(document, CREATED_AT),
        fromDate(document, UPDATED_AT),
        fromDateOrNull(document, PUBLISHED_AT),
        document.getString(FINGERPRINT));
  }

  private static EventTerms toTerms(JsonObject document) {
    return new EventTerms(
        document.getString(NAME),
        document.getString(DESCRIPTION),
        new EventTerms.Schedule(
            fromDate(document, STARTS_AT),
            fromDate(document, ENDS_AT),
            fromDate(document, CLAIM_UNTIL)),
        Conditions.of(document),
        ClaimRules.of(document));
  }
}
