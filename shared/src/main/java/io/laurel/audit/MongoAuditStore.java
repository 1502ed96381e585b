package io.laurel.audit;

import static io.laurel.json.JsonFields.putPresent;

import io.laurel.mongo.MongoCollection;
import io.laurel.mongo.MongoDatabase;
import io.laurel.mongo.MongoDates;
import io.laurel.mongo.MongoPages;
import io.laurel.paging.Page;
import io.laurel.paging.PageRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Entries in the collection {@code entries} of the audit database, which every service shares. */
public final class MongoAuditStore implements AuditStore {
  private static final String COLLECTION = "entries";

  private final MongoCollection entries;
  private final MongoPages pages;

  /** A store in that database. */
  public MongoAuditStore(MongoDatabase database) {
    this.entries = database.collection(COLLECTION);
    this.pages = new MongoPages(entries, AuditEntries.AT);
  }

  /** One index for each filter, and one for none. */
  @Override
  public Future<Void> prepare() {
    return Future.all(
            pages.index(AuditEntries.ACTOR),
            pages.index(AuditEntries.ACTION),
            pages.index(AuditEntries.TARGET),
            pages.index(AuditEntries.EVENT_ID),
            pages.index())
        .mapEmpty();
  }

  @Override
  public Future<Void> add(AuditEntry entry) {
    return entries.insertIfAbsent(AuditEntries.toDocument(entry)).mapEmpty();
  }

  @Override
  public Future<Page<AuditEntry>> list(Filter filter, PageRequest page) {
    return pages.find(query(filter), page, AuditEntries::toEntry, AuditEntry::cursor);
  }

  private static JsonObject query(Filter filter) {
    JsonObject query = new JsonObject();
    putPresent(query, AuditEntries.ACTOR, filter.actor());
    putPresent(query, AuditEntries.ACTION, filter.action());
    putPresent(query, AuditEntries.TARGET, filter.target());
    putPresent(query, AuditEntries.EVENT_ID, filter.eventId());
    putPresent(query, AuditEntries.AT, MongoDates.range(filter.from(), filter.to()));
    return query;
  }
}
