package io.laurel.audit;

import static io.laurel.mongo.MongoDates.fromDate;
import static io.laurel.mongo.MongoDates.toDate;

import io.laurel.mongo.MongoCollection;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Audit entries as documents: the same inside the changed document and in the collection. */
final class AuditEntries {
  static final String AT = "at";
  static final String ACTOR = "actor";
  static final String ACTION = "action";
  static final String TARGET = "target";
  static final String EVENT_ID = "eventId";
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final String REASON = "reason";
  private static final String REQUEST_ID = "requestId";

  private AuditEntries() {}

  static JsonObject toDocument(AuditEntry entry) {
    return new JsonObject()
        .put(MongoCollection.ID, entry.id())
        .put(AT, toDate(entry.at()))
        .put(ACTOR, entry.actor())
        .put(ACTION, entry.action())
        .put(TARGET, entry.target())
        .put(EVENT_ID, entry.eventId())
        .put(BEFORE, text(entry.before()))
        .put(AFTER, text(entry.after()))
        .put(REASON, entry.reason())
        .put(REQUEST_ID, entry.requestId());
  }

  static AuditEntry toEntry(JsonObject document) {
    return new AuditEntry(
        document.getString(MongoCollection.ID),
        fromDate(document, AT),
        document.getString(ACTOR),
        document.getString(ACTION),
        document.getString(TARGET),
        document.getString(EVENT_ID),
        json(document.getString(BEFORE)),
        json(document.getString(AFTER)),
        document.getString(REASON),
        document.getString(REQUEST_ID));
  }

  /** As text: what was sent may bear names that a document must not, such as {@code a.b}. */
  private static @Nullable String text(@Nullable JsonObject json) {
    return json == null ? null : json.encode();
  }

  private static @Nullable JsonObject json(@Nullable String text) {
    return text == null ? null : new JsonObject(text);
  }
}
