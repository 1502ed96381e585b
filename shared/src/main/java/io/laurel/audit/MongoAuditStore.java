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
import java.util.List;
import java.util.stream.Stream;

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
    List<JsonObject> indexes =
        Stream.of(AuditEntries.ACTOR, AuditEntries.ACTION, AuditEntries.TARGET)
            .map(field -> newestFirst(new JsonObject().put(field, 1)))
            .toList();
    return Future.all(
            Stream.concat(indexes.stream(), Stream.of(newestFirst(new JsonObject())))
                .map(entries::index)
                .toList())
        .mapEmpty();
  }

  private static JsonObject newestFirst(JsonObject keys) {
    return keys.put(AuditEntries.AT, -1).put(MongoCollection.ID, -1);
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
    putPresent(query, AuditEntries.AT, MongoDates.range(filter.from(), filter.to()));
    return query;
  }
}
